import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/errors.ts';
import { filesBelow, textOf } from './repository.ts';
import { isForTests } from './rules.ts';

const files = filesBelow('src', 'bench', 'test', 'web/src').filter((path) => !path.includes('/fixtures/'));
const code = files.filter((path) => /\.tsx?$/.test(path));
const lines = (path: string) => textOf(path).split('\n').length - 1;

const KEBAB_CASE = /^(README|[a-z0-9]+(-[a-z0-9]+)*)(\.(test|d|module))?\.[a-z]+$/;

/** Longer files have more than one idea; these have one, and say which. */
const MAX_LINES = 300;
const LONGER: Readonly<Record<string, string>> = {
  'src/event/fields.ts': 'one table',
};

/** Half of the files are shorter. */
const MEDIAN_LINES = 75;

describe('every file', () => {
  test('has a name in kebab-case', () => {
    expect(files.filter((path) => !KEBAB_CASE.test(path.split('/').at(-1) ?? ''))).toEqual([]);
  });

  test(`has at most ${MAX_LINES} lines, but for those that have a reason`, () => {
    expect(code.filter((path) => lines(path) > MAX_LINES)).toEqual(Object.keys(LONGER).sort());
  });

  test('is short for the most part', () => {
    const sorted = code.map(lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN_LINES);
  });

  // The patterns are written so that they do not find themselves.
  test.each([
    ['a default export', /^export default/m],
    ['any', /\bas any\b|: any\b|<any>/],
    ['a silenced compiler', /@ts-(ignore|expect-error|nocheck)/],
    ['work left for later', /\b(TO[D]O|FIX[M]E|XX[X])\b/],
    ['syntax that has to be compiled away', /^\s*(export )?(const )?(enum|namespace) \w+/m],
  ])('is without %s', (_name, pattern) => {
    const found = code.filter((path) => path !== 'test/architecture/files.test.ts' && pattern.test(textOf(path)));
    expect(found).toEqual([]);
  });
});

test('every error code is raised somewhere', () => {
  const raising = code.filter((path) => path.startsWith('src/') && path !== 'src/errors.ts' && !isForTests(path));
  const text = raising.map(textOf).join('\n');
  expect(Object.keys(ERRORS).filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});

test('only the two programs read the environment', () => {
  const readers = code.filter(
    (path) => path.startsWith('src/') && !isForTests(path) && /process\.env/.test(textOf(path)),
  );
  expect(readers).toEqual(['src/cli/main.ts', 'src/main.ts']);
});
