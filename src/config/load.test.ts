import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from './load.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-config-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function load(yaml: string, env: Record<string, string> = {}) {
  const file = join(directory, 'verbatim.yaml');
  await writeFile(file, yaml);
  return loadConfig({ file, env });
}

test('without a file, the defaults hold', async () => {
  const config = await loadConfig({ env: {} });
  expect(config).toMatchObject({
    listen: '127.0.0.1:7400',
    data: './data',
    store: { database: 'verbatim' },
    sources: { 'kubernetes-webhook': { max_body_bytes: 256 * 1024 * 1024 } },
  });
});

test('variables override the file, the command line overrides both', async () => {
  const env = { VERBATIM_LISTEN: '127.0.0.1:1', VERBATIM_STORE_MEMORY_BYTES: '300000000', VERBATIM_SERVICE_HOST: 'x' };
  expect(await load('listen: 127.0.0.1:9\ndata: /d\n', env)).toMatchObject({
    listen: '127.0.0.1:1',
    data: '/d',
    store: { memory_bytes: 300_000_000 },
  });
  const overrides = [['listen', '127.0.0.1:2']] as const;
  expect(await loadConfig({ env, overrides })).toMatchObject({ listen: '127.0.0.1:2' });
});

test('every problem is reported at once, with its place', async () => {
  const failed = load(
    'listen: nowhere\nlog:\n  level: loud\nstore:\n  urll: http://x\nsources:\n  kubernetes-webhook:\n    max_body_bytes: 5\n',
    {
      VERBATIM_JOURNAL_SEGMENT_BYTES: 'many',
    },
  );
  await expect(failed).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  const message = await failed.catch((error: Error) => error.message);
  for (const part of [
    /verbatim\.yaml:1: listen: /,
    /verbatim\.yaml:3: log\.level: expected one of "debug", "info"/,
    /verbatim\.yaml:5: store\.urll: there is no such key; did you mean store\.url\?/,
    /verbatim\.yaml:8: sources\.kubernetes-webhook\.max_body_bytes: /,
    /VERBATIM_JOURNAL_SEGMENT_BYTES: journal\.segment_bytes: /,
  ]) {
    expect(message).toMatch(part);
  }
});

test.each([
  ['malformed YAML', 'a: [1,\n', /verbatim\.yaml:\d/],
  ['a list', '- a\n', /expected keys and values/],
  ['an unknown key', 'lisen: 127.0.0.1:1\n', /lisen: there is no such key/],
])('%s is reported', async (_name, yaml, message) => {
  await expect(load(yaml)).rejects.toThrow(message);
});

test.each([
  ['a path', 'store: { url: "http://clickhouse:8123/db" }', /store\.url: does not fit; expected .*without path/],
  ['a query', 'store: { url: "http://clickhouse?database=x" }', /store\.url: /],
  ['a password', 'store: { url: "http://u:p@clickhouse:8123" }', /store\.url: /],
  ['another protocol', 'store: { url: "tcp://clickhouse:9000" }', /store\.url: /],
  ['a port that is none, in a URL', 'store: { url: "http://clickhouse:65536" }', /store\.url: /],
  ['a port that is none', 'listen: 127.0.0.1:65536', /listen: does not fit/],
  ['a section that is a text', 'store: "http://clickhouse:8123"', /verbatim\.yaml:1: store: must be object/],
  ['a section that is a list', 'journal: [1]', /verbatim\.yaml:1: journal: must be object/],
])('%s is refused, whatever the variables say', async (_name, yaml, message) => {
  await expect(load(yaml, { VERBATIM_STORE_DATABASE: 'x', VERBATIM_JOURNAL_SEGMENT_BYTES: '2000000' })).rejects.toThrow(
    message,
  );
});

test.each(['http://127.0.0.1:8123', 'https://clickhouse.example.org', 'http://[::1]:65535/'])(
  '%s is taken',
  async (url) => {
    expect(await load(`store: { url: "${url}" }\n`)).toMatchObject({ store: { url } });
  },
);

test('a section without keys is one with the defaults, also where a variable adds one', async () => {
  expect(await load('store:\n', { VERBATIM_STORE_DATABASE: 'x' })).toMatchObject({ store: { database: 'x' } });
});

test('a file that is not there is named', async () => {
  await expect(loadConfig({ file: join(directory, 'none.yaml'), env: {} })).rejects.toThrow(
    /none\.yaml cannot be read/,
  );
});
