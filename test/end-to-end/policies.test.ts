import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import type { PolicyReport, SimulationReport, SuggestAnswer } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Recorded traffic through policies: by a running server, from the command line, and from files; all give the same. */

const EVENTS = 3_000;
const BATCH = 400;
/** Where the store does not keep the received bytes, their number is nearly right. */
const NEARLY = 0.005;
const POLICY =
  'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- { level: None, verbs: [watch] }\n- level: Request\n';

const folder = await temporaryDirectory();
const file = join(folder, 'audit.log');
const policy = join(folder, 'policy.yaml');
let server: Server;
let api: Api;

beforeAll(async () => {
  server = await startServer({ data: join(folder, 'data') });
  api = apiOf(server);
  const options = { seed: '1', from: '2026-03-02T09:00:00Z', bodyBytes: 1_000 } as const;
  const lines = [...generate({ ...options, level: 'RequestResponse', count: EVENTS })];
  await writeFile(file, `${lines.join('\n')}\n`);
  await writeFile(policy, POLICY);
  const token = await api.addCluster('prod');
  for (let at = 0; at < lines.length; at += BATCH) {
    const answer = await api.deliver('prod', token, eventList(lines.slice(at, at + BATCH)));
    expect(answer.status).toBe(200);
  }
  await api.loaded();
});
afterAll(() => server.end('SIGKILL'));

async function cli<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli(server, ['policy', ...args, '-o', 'json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout.toString()) as T;
}

async function post<T>(what: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await api.request(`/api/v1/policies/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

const countsOf = ({ rules, neverMatched, total }: PolicyReport) => ({
  rules: rules.map(({ rule, decided, records }) => [rule, decided.events, records.events]),
  neverMatched,
  events: total.events,
});

test('a replay by the server, from the command line and from files is the same', async () => {
  const against = 'preset:gce';
  const asked = await post<SimulationReport>('simulate', { policy: POLICY, against, cluster: 'prod' });
  const told = await cli<SimulationReport>('simulate', policy, '--against', against, '--cluster', 'prod');
  expect(told).toEqual(asked);

  const read = await cli<SimulationReport>('simulate', policy, '--against', against, '--file', file);
  expect(read.recorded.events).toBe(EVENTS);
  expect(countsOf(read.policy)).toEqual(countsOf(asked.policy));
  expect(countsOf(read.against as PolicyReport)).toEqual(countsOf(asked.against as PolicyReport));
  expect(read.difference.lostEvents).toBe(asked.difference.lostEvents);
  for (const size of [
    (one: SimulationReport) => one.recorded.bytes,
    (one: SimulationReport) => one.policy.total.bytes,
  ]) {
    expect(Math.abs(size(read) / size(asked) - 1)).toBeLessThan(NEARLY);
  }
});

test('the first sample of a rule is the first event that it decided, whoever is asked', async () => {
  const lines = [...generate({ seed: '1', from: '2026-03-02T09:00:00Z', level: 'Metadata', count: EVENTS })];
  const times = lines
    .map((line) => JSON.parse(line) as { verb: string; auditID: string; requestReceivedTimestamp: string })
    .filter(({ verb }) => verb === 'watch')
    .sort((a, b) => (a.requestReceivedTimestamp < b.requestReceivedTimestamp ? -1 : 1));
  const plain = join(folder, 'metadata.log');
  await writeFile(plain, `${lines.join('\n')}\n`);
  const asked = await post<SimulationReport>('simulate', { policy: POLICY, cluster: 'prod' });
  const read = await cli<SimulationReport>('simulate', policy, '--file', plain);
  // With bodies, files are read in the general way.
  const readGenerally = await cli<SimulationReport>('simulate', policy, '--file', file);
  const firstOf = ({ policy: { rules } }: SimulationReport) => rules[0]?.samples[0]?.auditID;
  const first = times[0]?.auditID;
  expect([asked, read, readGenerally].map(firstOf)).toEqual([first, first, first]);
});

test('samples lead to events', async () => {
  const { policy: report } = await post<SimulationReport>('simulate', { policy: POLICY, cluster: 'prod' });
  const [sample] = report.rules[0]?.samples ?? [];
  const { event } = await api.json<{ event: { verb: string; auditID: string } }>(`/api/v1/events/${sample?.id}`);
  expect(event).toMatchObject({ verb: 'watch', auditID: sample?.auditID });
});

test('a replay says how far it is, and only what is asked for goes through it', async () => {
  const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };
  const body = JSON.stringify({ policy: POLICY, query: 'verb: delete', cluster: 'prod' });
  const answer = await api.request('/api/v1/policies/simulate', { method: 'POST', headers, body });
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const events = await api.count({ query: 'verb: delete', cluster: 'prod' });
  expect(lines.at(0)).toEqual({ progress: { done: events, of: events } });
  expect(lines.at(-1)).toMatchObject({ result: { recorded: { events }, policy: { neverMatched: [0] } } });
});

test('a policy is proposed that keeps within the budget, as a replay of it shows', async () => {
  const free = await cli<SuggestAnswer>('suggest', '--budget', '1TB/day', '--cluster', 'prod');
  const budget = Math.round(free.bytesADay.suggested * 0.8);
  const told = await cli<SuggestAnswer>('suggest', '--budget', `${budget}B/day`, '--cluster', 'prod');
  expect(told).toEqual(await post<SuggestAnswer>('suggest', { budget: `${budget}B/day`, cluster: 'prod' }));
  expect(told).toMatchObject({ met: true, events: EVENTS });
  const { policy: report } = await post<SimulationReport>('simulate', { policy: told.policy, cluster: 'prod' });
  const day = report.total.bytes / told.days;
  expect(day).toBeLessThanOrEqual(budget * (1 + NEARLY));
  expect(Math.abs(day / told.bytesADay.suggested - 1)).toBeLessThan(NEARLY);
});
