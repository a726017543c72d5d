import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventItem } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { runCli } from '../support/cli.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Lines of PKS and of syslog, mixed, say the same by whatever way they come. */

const FORMATS = ['uaa', 'pks-api', 'on-demand-broker', 'telemetry', 'syslog'];

const fixtures = await Promise.all(FORMATS.map(fixturesOf));
/** Entries, of which some have several lines. */
const entries = fixtures.flat();
const text = `${entries.join('\n')}\n`;

async function fixturesOf(format: string): Promise<string[]> {
  const folder = join(ROOT, 'src', 'decode', format, 'fixtures');
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(
    names.map(async (name) => {
      const content = (await readFile(join(folder, name), 'utf8')).trim();
      return name.endsWith('.log') ? content.split('\n') : [content];
    }),
  );
  return texts.flat();
}

const folder = await temporaryDirectory();
const file = join(folder, 'pks.log');
let server: Server;
let api: Api;

beforeAll(async () => {
  const config = { sources: { file: [{ id: 'pks', cluster: 'by-file', paths: [file] }] } };
  server = await startServer({ data: join(folder, 'data'), config });
  api = apiOf(server);
  for (const cluster of ['by-lines', 'by-import', 'by-file']) await api.addCluster(cluster);
  await api.request('/ingest/lines/by-lines?wait=true', { method: 'POST', body: text });
  await writeFile(file, text);
  const imported = await runCli(server, ['import', file, '--cluster', 'by-import']);
  expect(imported.stderr).toContain(`${entries.length} stored`);
  await until('the file is read', async () => (await api.count({ cluster: 'by-file' })) === entries.length, 60_000);
}, 180_000);
afterAll(() => server.end('SIGKILL'));

/** What an event says, whoever delivered it. */
function said({ platform, component, node, actor, outcome, summary, event }: EventItem): string {
  return JSON.stringify({ platform, component, node, actor, outcome, summary, event });
}

const sorted = (items: readonly EventItem[]) => items.map(said).sort();

test.each(['by-import', 'by-file'])('%s gives what came as lines', async (cluster) => {
  const items = await api.items({ cluster: 'by-lines' });
  expect(items).toHaveLength(entries.length);
  expect(sorted(await api.items({ cluster }))).toEqual(sorted(items));
});

test('a search of the file gives the same', async () => {
  const { stdout, code } = await runCli(server, [
    'search',
    '--file',
    file,
    '--limit',
    '0',
    '-o',
    'jsonl',
    '--envelope',
  ]);
  expect(code).toBe(0);
  const items = stdout.toString().trim().split('\n');
  expect(sorted(items.map((line) => JSON.parse(line) as EventItem))).toEqual(
    sorted(await api.items({ cluster: 'by-file' })),
  );
});

test('what was received is given back', async () => {
  const raw = (await api.raw({ cluster: 'by-lines', order: 'asc' })).toString();
  expect(raw.split('\n').sort()).toEqual(text.split('\n').sort());
});

describe('questions', () => {
  test.each<[string, number]>([
    ['not quarantine: *', entries.length],
    ['platform: syslog', 5],
    ['component: uaa and outcome: denied', 3],
    ['verb: delete and resource: clusters and user: ann and name: red', 1],
    ['requestObject.kubernetesWorkerInstances: 3', 2],
    ['annotations."pks.vmware.com/bosh-task": 132', 3],
    ['annotations."uaa.cloudfoundry.org/truncated": "true"', 1],
    ['node: worker-0 and crictl', 1],
    ['"Accepted publickey for ann"', 1],
    ['"publickey ann"', 0],
  ])('%s', async (query, count) => {
    const found = await runCli(server, ['search', query, '--cluster', 'by-lines', '--limit', '0', '-o', 'jsonl']);
    expect(found.stderr).toBe('');
    expect(found.stdout.toString().split('\n').filter(Boolean)).toHaveLength(count);
    const inFile = await runCli(server, ['search', query, '--file', file, '--limit', '0', '-o', 'jsonl']);
    expect(inFile.stdout.toString().split('\n').filter(Boolean)).toHaveLength(count);
  });
});
