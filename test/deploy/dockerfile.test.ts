import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

const text = readFileSync('deploy/docker/Dockerfile', 'utf8');
const { files, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  files: string[];
  engines: { node: string };
};

/** Instructions with their continued lines, without comments. */
function instructionsIn(dockerfile: string): Instruction[] {
  return dockerfile
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ word: line.split(/\s/, 1)[0] ?? '', rest: line.replace(/^\S+\s*/, '') }));
}

const all = instructionsIn(text);
const last = all.slice(all.findLastIndex(({ word }) => word === 'FROM'));
const of = (word: string) => last.filter((one) => one.word === word).map(({ rest }) => rest);

test('only instructions that there are', () => {
  const known = 'FROM WORKDIR COPY RUN LABEL ENV USER VOLUME EXPOSE STOPSIGNAL ENTRYPOINT CMD ARG'.split(' ');
  expect(all.filter(({ word }) => !known.includes(word))).toEqual([]);
});

test('every stage begins from a slim Node that the package may run on', () => {
  const stages = all.filter(({ word }) => word === 'FROM').map(({ rest }) => rest);
  expect(stages.length).toBe(2);
  for (const stage of stages) {
    const [, major] = /^node:(\d+)-bookworm-slim( AS \w+)?$/.exec(stage) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  }
});

test('the image holds what the npm package holds, its dependencies, and nothing else', () => {
  const copied = of('COPY').flatMap((rest) =>
    rest
      .split(/\s+/)
      .filter((part) => part.startsWith('/build/'))
      .map((part) => part.slice('/build/'.length)),
  );
  expect(copied.sort()).toEqual([...files, 'node_modules', 'package.json'].sort());
  expect(of('COPY').filter((rest) => !rest.startsWith('--from=build '))).toEqual([]);
});

test('it does not run as root, and its process can be told to stop', () => {
  expect(of('USER')).toEqual(['1000:1000']);
  expect(last.findIndex(({ word }) => word === 'USER')).toBeGreaterThan(
    last.findLastIndex(({ word }) => word === 'RUN'),
  );
  // The form of a list: a shell in between would keep the signal to itself.
  for (const form of [...of('ENTRYPOINT'), ...of('CMD')]) expect(Array.isArray(JSON.parse(form))).toBe(true);
});

test('no secret is in it', () => {
  expect([...of('ENV'), ...of('ARG')].filter((rest) => /token|password|secret|key/i.test(rest))).toEqual([]);
});

test('what is built from is let into the build', () => {
  const rules = readFileSync('deploy/docker/Dockerfile.dockerignore', 'utf8').split('\n');
  const [, list = ''] = /const SOURCES = \[(.*)\]/.exec(readFileSync('scripts/setup.mjs', 'utf8')) ?? [];
  const sources = [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name as string);
  expect(sources).toContain('src');
  const needed = [...sources, ...files.filter((name) => !name.startsWith('dist/')), 'scripts', 'web', 'package.json'];
  expect(needed.filter((name) => !rules.includes(`!${name}`))).toEqual([]);
  expect(needed.filter((name) => !existsSync(name))).toEqual([]);
});
