import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allLeavesOf } from './environment.ts';
import { loadConfig } from './load.ts';
import { Config } from './schema.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-config-'));
  // Files that a configuration names have to be there.
  process.chdir(directory);
  for (const name of ['a', 'b', 'c']) await writeFile(name, '');
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

test('a list in a variable is JSON', async () => {
  const env = { VERBATIM_TLS_CLIENT_CERTIFICATES: '[{"cluster": "prod", "common_name": "api"}]' };
  const yaml = 'tls: {cert_file: a, key_file: b, client_ca_file: c}';
  expect((await load(yaml, env)).tls?.client_certificates).toEqual([{ cluster: 'prod', common_name: 'api' }]);
  await expect(load(yaml, { VERBATIM_TLS_CLIENT_CERTIFICATES: 'prod' })).rejects.toThrow(
    /VERBATIM_TLS_CLIENT_CERTIFICATES: tls\.client_certificates: must be array/,
  );
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

test('what is kept of one cluster is checked like all else', async () => {
  const yaml = (dev: string) => `store: { retention: { time: 90d, clusters: { dev: ${dev} } } }`;
  expect(await load(yaml('{ time: 7d }'))).toMatchObject({
    store: { retention: { clusters: { dev: { time: '7d' } } } },
  });
  await expect(load(yaml('{ tim: 7d }'))).rejects.toThrow(/retention\.clusters\.dev\.tim: there is no such key/);
  await expect(load(yaml('{ time: 5y }'))).rejects.toThrow(/dev\.time: does not fit; expected How long .* such as 90d/);
});

test.each(['http://127.0.0.1:8123', 'https://clickhouse.example.org', 'http://[::1]:65535/'])(
  '%s is taken',
  async (url) => {
    expect(await load(`store: { url: "${url}" }\n`)).toMatchObject({ store: { url } });
  },
);

test('rules and files are looked at together with single keys', async () => {
  const yaml = `listen: 0.0.0.0:7400
dedupe: { window: 5 }
store: { password: x, password_file: /nowhere/password }
journal: { max_bytes: 67108864, segment_bytes: 1073741824 }
`;
  const message = await load(yaml).catch((error: Error) => error.message);
  for (const part of [
    /verbatim\.yaml:1: listen: .*without TLS/,
    /verbatim\.yaml:2: dedupe\.window: /,
    /verbatim\.yaml:3: store\.password: .*leave one out/,
    /verbatim\.yaml:3: store\.password_file: \/nowhere\/password cannot be read: there is no such file/,
    /verbatim\.yaml:4: journal\.max_bytes: /,
  ]) {
    expect(message).toMatch(part);
  }
});

test('files that entries of a list name are looked at, each under its place', async () => {
  const entry = (id: string, file: string) =>
    `{ id: ${id}, cluster: prod, host: "tcp://a", tls: { ca_file: ${file} } }`;
  const yaml = `sources: { docker-logs: [${entry('a', process.execPath)}, ${entry('b', '/nowhere/ca')}] }\n`;
  const message = await load(yaml).catch((error: Error) => error.message);
  expect(message).toMatch(/sources\.docker-logs\.1\.tls\.ca_file: \/nowhere\/ca cannot be read/);
  expect(message).not.toMatch(/docker-logs\.0/);
});

test('a section without keys is one with the defaults, also where a variable adds one', async () => {
  expect(await load('store:\n', { VERBATIM_STORE_DATABASE: 'x' })).toMatchObject({ store: { database: 'x' } });
});

test('a file that is not there is named', async () => {
  await expect(loadConfig({ file: join(directory, 'none.yaml'), env: {} })).rejects.toThrow(
    /none\.yaml cannot be read/,
  );
});

test.each([
  ['127.0.0.1:7400', true],
  ['127.1.2.3:7400', true],
  ['localhost:7400', true],
  ['[::1]:7400', true],
  ['0.0.0.0:7400', false],
  ['[::]:7400', false],
  ['10.1.2.3:7400', false],
  ['verbatim.example.com:7400', false],
  ['127.0.0.1.example.com:7400', false],
])('to listen on %s without TLS is taken: %s', async (listen, taken) => {
  const loaded = (yaml: string) => load(`listen: "${listen}"\n${yaml}`).then(() => true);
  if (taken) expect(await loaded('')).toBe(true);
  else await expect(loaded('')).rejects.toThrow(/verbatim\.yaml:1: listen: .* set tls\.cert_file/);
  expect(await loaded('insecure: true')).toBe(true);
  expect(await loaded('tls: {cert_file: a, key_file: b}')).toBe(true);
});

test.each([
  ['half a pair', 'tls: {cert_file: a}', /tls: must have required properties key_file/],
  [
    'another version',
    'tls: {cert_file: a, key_file: b, min_version: TLS11}',
    /tls\.min_version: expected one of "TLS12"/,
  ],
  [
    'a format that nobody knows',
    'sources: {file: [{id: a, cluster: prod, paths: [/x], format: uua}]}',
    /sources\.file\.0\.format: expected one of "auto", .*"uaa"/,
  ],
  [
    'a client certificate that nothing checks',
    'tls: {cert_file: a, key_file: b, client_certificates: [{cluster: c, common_name: d}]}',
    /tls\.client_certificates: without tls\.client_ca_file/,
  ],
  [
    'a client certificate of what cannot be a cluster',
    'tls: {cert_file: a, key_file: b, client_ca_file: c, client_certificates: [{cluster: Prod, common_name: d}]}',
    /tls\.client_certificates\.0\.cluster: does not fit/,
  ],
  [
    'a client certificate of Verbatim itself',
    'tls: {cert_file: a, key_file: b, client_ca_file: c, client_certificates: [{cluster: verbatim, common_name: d}]}',
    /tls\.client_certificates: a cluster is named verbatim/,
  ],
  [
    'a source of Verbatim itself',
    'sources: {file: [{id: a, cluster: verbatim, paths: [/var/log/audit.log]}]}',
    /sources: a cluster is named verbatim/,
  ],
])('%s is refused', async (_name, yaml, message) => {
  await expect(load(yaml)).rejects.toThrow(message);
});

test('what is wrong in a list is told with its place', async () => {
  const failed = load(
    'sources:\n  file:\n    - id: a\n      cluster: Prod\n      paths: [/a, b]\n      pathss: []\n      node_pattern: "(?<node>"\n    - id: a\n      cluster: prod\n      paths: ["/{a,b}/[z-a]"]\n',
  );
  const message = await failed.catch((error: Error) => error.message);
  for (const part of [
    /verbatim\.yaml:4: sources\.file\.0\.cluster: does not fit; expected The cluster/,
    /sources\.file\.0\.paths\.1: does not fit; expected Absolute patterns/,
    /verbatim\.yaml:6: sources\.file\.0\.pathss: there is no such key; did you mean sources\.file\[\]\.paths\?/,
    /verbatim\.yaml:7: sources\.file\.0\.node_pattern: cannot be used: .*Unterminated/,
    /sources\.file\.1\.paths\.0: is no pattern of paths: /,
  ]) {
    expect(message).toMatch(part);
  }
  const entry = '{id: a, cluster: prod, paths: [/a]}';
  await expect(load(`sources: {file: [${entry}, ${entry}]}`)).rejects.toThrow(
    'sources.file: two entries have the id a',
  );
  const { sources } = await load(`sources: {file: [${entry}]}`);
  expect(sources.file[0]).toMatchObject({ exclude: [], max_line_bytes: 64 * 1024 * 1024 });
});

test.each([
  ['actors: [{ name: a, aliases: [x] }, { name: b, aliases: [x] }]', 'actors.1.aliases.0: x is an alias of a already'],
  [
    'actors: [{ name: a, aliases: [x] }]\nactors_file: people.yaml',
    'people.yaml: actors.0.aliases.0: x is an alias of a',
  ],
  ['actors_file: nowhere.yaml', 'actors_file: nowhere.yaml cannot be read: there is no such file'],
  ['actors: [{ aliases: [x] }]', 'actors.0: must have required properties name'],
])('who is who has to be clear: %s', async (yaml, message) => {
  await writeFile('people.yaml', 'actors: [{ name: c, aliases: [x] }]');
  await expect(load(yaml)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(message) });
});

const WRONG = [null, true, 'x', '', -1, 0.5, 1e99, [], [null], [[]], {}, { x: 1 }, { cluster: 'verbatim' }, 'a\0b'];
const PLACES = allLeavesOf(Config).flatMap(({ path }) => path.map((_key, i) => path.slice(0, i + 1).join('.')));

/** What was read, or `undefined` where it was refused as a configuration has to be. */
async function readOrRefused(yaml: string): Promise<Config | undefined> {
  try {
    return await load(yaml);
  } catch (error) {
    expect(error, yaml).toMatchObject({ code: 'CONFIG_INVALID' });
    return undefined;
  }
}

test.each([...new Set(PLACES)])('whatever stands at %s is read or refused', async (place) => {
  for (const value of WRONG) {
    const tree = place
      .split('.')
      .reduceRight<unknown>(
        (inner, key) => (key.endsWith('[]') ? { [key.slice(0, -2)]: [inner] } : { [key]: inner }),
        value,
      );
    await readOrRefused(JSON.stringify(tree));
  }
});

test.each([
  ['', true],
  ['null', true],
  ['[]', false],
  ['x', false],
  ['5', false],
  ['---\n---\n', false],
  ['&a [*a]', false],
  ['a: &a {b: *a}', false],
  ['__proto__: {insecure: true}', false],
  ['constructor: {x: 1}', false],
  ['? [a]\n: b', false],
  ['<<: *none', false],
])('the file %j is taken: %s', async (yaml, isTaken) => {
  const config = await readOrRefused(yaml);
  expect(config !== undefined).toBe(isTaken);
  if (config) expect(config).toMatchObject({ listen: '127.0.0.1:7400', insecure: false });
});
