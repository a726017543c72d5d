import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent, sortedLines } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What users have in files: imported, found, given back byte for byte, and never stored twice. */

const FIXTURES = join(ROOT, 'test', 'fixtures', 'kubernetes');
const SAMPLES = join(ROOT, '..', 'shared', 'samples');
const PRETTY = /^\{\s*\n/;
/** The smallest that can be configured. The window may know up to twice as many. */
const WINDOW = 1_000;

const files = [...(await logsOf(FIXTURES)), ...(await samples())];

async function logsOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(log|json)$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

async function samples(): Promise<string[]> {
  if (!existsSync(SAMPLES)) {
    console.warn(`skipped: there are no samples in ${SAMPLES}`);
    return [];
  }
  const folders = await Promise.all(['kubernetes', 'openshift'].map((name) => logsOf(join(SAMPLES, name))));
  return [...folders.flat(), join(SAMPLES, 'pks', 'kube-audit-pretty.json')];
}

/** The events of a file, found without the program: documents, items of a list that has one a line, or lines. */
function eventsOf(text: string): string[] {
  if (PRETTY.test(text)) return text.trim().split(/(?<=^\})\n(?=\{)/m);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (!lines[0]?.includes('"EventList"')) return lines;
  return lines.slice(1, -1).map((line) => line.trim().replace(/,$/, ''));
}

const read = async (file: string) => eventsOf(await readFile(file, 'latin1'));

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
async function open(): Promise<void> {
  server = await startServer({ data, config: { dedupe: { window: WINDOW } } });
  api = apiOf(server);
}
beforeAll(open);
afterAll(() => server.end('SIGKILL'));

const importFile = (file: string, cluster: string) => runCli(server, ['import', file, '--cluster', cluster]);
const clusterOf = (file: string) => `file-${files.indexOf(file)}`;

describe.each(files.map((file) => [basename(file), file]))('%s', (_name, file) => {
  const cluster = clusterOf(file);

  test('is imported and given back byte for byte', async () => {
    const events = await read(file);
    expect(events.length).toBeGreaterThan(0);
    await api.addCluster(cluster);
    const imported = await importFile(file, cluster);
    expect(imported.stderr).toContain(`${events.length} stored, 0 duplicates`);
    expect(imported.code).toBe(0);
    await api.loaded();

    const found = await runCli(server, ['search', '--limit', '0', '-o', 'raw', '--cluster', cluster]);
    expect(found.code).toBe(0);
    expect(sortedLines(found.stdout)).toEqual(sortedLines(Buffer.from(`${events.join('\n')}\n`, 'latin1')));

    const items = await api.items({ cluster });
    const bytes: string[] = [];
    // One after the other: so many at once would be turned away.
    for (const { id } of items) {
      const response = await api.request(`/api/v1/events/${id}`, { headers: { accept: 'application/octet-stream' } });
      bytes.push(Buffer.from(await response.arrayBuffer()).toString('latin1'));
    }
    expect(bytes.sort()).toEqual([...events].sort());
  });

  test('is imported again and nothing is stored', async () => {
    await expectNothingNew(file);
  });
});

test('what cannot be read is kept as it came, among what can', async () => {
  const cluster = clusterOf(join(FIXTURES, 'with-broken-lines.log'));
  const items = await api.items({ cluster, query: 'quarantine: *' });
  expect(items.map(({ quarantine }) => quarantine?.reason).sort()).toEqual([
    'invalid-json',
    'invalid-json',
    'wrong-type',
  ]);
  expect(await api.items({ cluster, query: 'not quarantine: *' })).toHaveLength(2);
});

test('importing again after a restart stores nothing', async () => {
  await server.end();
  await open();
  await Promise.all(files.map(expectNothingNew));
});

test('importing again when the last events are others stores nothing', async () => {
  const lines = Array.from({ length: 2 * WINDOW + 500 }, () => `${JSON.stringify(auditEvent())}\n`);
  await api.addCluster('others');
  const pushed = await runCli(server, ['import', '-', '--cluster', 'others'], { stdin: [Buffer.from(lines.join(''))] });
  expect(pushed.stderr).toContain('2,500 stored');
  await api.loaded();
  await Promise.all(files.map(expectNothingNew));
});

async function expectNothingNew(file: string): Promise<void> {
  const events = await read(file);
  const { code, stderr } = await importFile(file, clusterOf(file));
  expect([basename(file), code, stderr]).toEqual([
    basename(file),
    0,
    expect.stringMatching(new RegExp(` 0 stored, ${events.length} duplicates?\\n`)),
  ]);
}
