import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventItem, IngestAnswer } from '../../src/api/contract.ts';
import { FORMATS } from '../../src/decode/registry.ts';
import { readFixtures } from '../../src/decode/testing/read-fixtures.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Lines of all formats in one stream become the same events whether they are sent to a server or lie in a file. */

/** What no format knows; JSON that is no event is read differently in files, as jq does. */
const UNKNOWN = ['hello world', '[12345] a number in brackets', '{"verb":', '-- 2026-03-01'];

const ofFormats = FORMATS.flatMap(({ name, kinds }) => [
  ...readFixtures(new URL(`../../src/decode/${name}/format.test.ts`, import.meta.url).href),
  ...kinds.map(({ example }) => example),
]);
/** A server keeps the same bytes once. What v1alpha1 wrote is given as it stands by files, as jq does, and read by a server. */
const isAlpha = (line: string) => line.includes('audit.k8s.io/v1alpha1');
const lines = inOtherOrder(
  [...new Set([...ofFormats, ...UNKNOWN].map((line) => line.trim()))].filter((line) => !isAlpha(line)),
);

let server: Server;
let api: Api;
let file: string;
let answer: IngestAnswer;
beforeAll(async () => {
  const folder = await temporaryDirectory();
  file = join(folder, 'mixed.log');
  await writeFile(file, `${lines.join('\n')}\n`);
  // Files are read as they are: nothing is taken out of them, and nothing is left out.
  const config = { redaction: { enabled: false }, admission: [{ ignore: [] }] };
  server = await startServer({ data: join(folder, 'data'), config });
  api = apiOf(server);
  await api.addCluster('mixed');
  const response = await api.request('/ingest/lines/mixed?wait=true', {
    method: 'POST',
    body: `${lines.join('\n')}\n`,
  });
  answer = (await response.json()) as IngestAnswer;
});
afterAll(() => server?.end());

async function inFile(query: string): Promise<EventItem[]> {
  const args = ['search', query, '--file', file, '--limit', '0', '--envelope', '-o', 'jsonl'];
  const { stdout, stderr, code } = await runCli(server, args);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventItem);
}

/** What is said of an event, but for how and when it came; sorted. */
function said(items: readonly EventItem[]): string[] {
  return items
    .map(({ id: _id, cluster: _cluster, source: _source, receivedAt: _received, ...rest }) => JSON.stringify(rest))
    .sort();
}

test('every line is kept, or counted as none', async () => {
  expect(answer.stored + answer.duplicates + (answer.skipped ?? 0)).toBe(answer.received);
  expect(answer.quarantined).toBe(UNKNOWN.length);
  expect(answer.skipped).toBeGreaterThan(0);
  const metrics = await (await api.request('/metrics')).text();
  const counted = [...metrics.matchAll(/^verbatim_lines_skipped_total\{reason="[a-z-]+"\} (\d+)$/gm)];
  expect(counted.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(answer.skipped);
});

test.each([
  '',
  'platform: openshift',
  'platform: (pks or mke or swarm or ibm)',
  'component: uaa and outcome: denied',
  'verb: (login or create) and not actor: alice',
  'alice',
  'quarantine: *',
  'node: *',
  'component: kube-apiserver',
  'not component: (kube-apiserver or verbatim)',
])('%s: the same events', async (query) => {
  const found = said(await api.items({ query }));
  expect(found.length).toBeGreaterThan(0);
  expect(said(await inFile(query))).toEqual(found);
});

test('of each format there are some', async () => {
  const platforms = new Set((await api.items()).map(({ platform }) => platform));
  for (const platform of ['kubernetes', 'openshift', 'ibm', 'mke', 'swarm', 'pks'])
    expect(platforms).toContain(platform);
});

test('a format that is told is not guessed; only an administrator may tell it', async () => {
  const token = await api.addCluster('told');
  const post = (format: string, body: string, init: RequestInit = {}) =>
    api.request(`/ingest/lines/told?format=${format}&wait=true`, { method: 'POST', body, ...init });
  const event = '{"auditID":"told","verb":"get","objectRef":{"namespace":"openshift-dns"}}\n';
  expect((await post('kubernetes', event, { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
  expect((await post('nonsense', event)).status).toBe(400);
  expect(await (await post('kubernetes', event)).json()).toMatchObject({ stored: 1, quarantined: 0 });
  expect(await (await post('uaa', event.replace('told', 'other'))).json()).toMatchObject({ stored: 1, quarantined: 1 });
  const [found] = await api.items({ cluster: 'told', query: 'auditID: told' });
  expect(found).toMatchObject({ platform: 'kubernetes' });
});

/** The same order each time, in which lines of one format hardly stand together. */
function inOtherOrder(texts: readonly string[]): string[] {
  const key = (i: number) => (i * 7919) % 104_729;
  return texts
    .map((text, i) => [key(i), text] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, text]) => text);
}
