import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

const policy = (rules: string) => `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
${rules}`;

const NEW = policy(`- level: None
  users: [system:kube-proxy]
- level: Metadata
  resources:
  - resources: [secrets]
- level: Request
  verbs: [delete]
`);
const OLD = policy('- level: Metadata\n');

const event = (more: object) =>
  JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    stage: 'ResponseComplete',
    requestURI: '/',
    requestReceivedTimestamp: '2026-03-01T00:00:00.000000Z',
    ...more,
  });
const EVENTS = [
  event({ auditID: 'a', verb: 'get', user: { username: 'system:kube-proxy' }, objectRef: { resource: 'secrets' } }),
  event({ auditID: 'b', verb: 'delete', user: { username: 'alice' }, objectRef: { resource: 'pods', name: 'api' } }),
  event({ auditID: 'c', verb: 'list', user: { username: 'alice' }, objectRef: { resource: 'pods' } }),
].join('\n');

const directory = await mkdtemp(join(tmpdir(), 'verbatim-simulate-'));
afterAll(() => rm(directory, { recursive: true }));
const [newPath, oldPath, events] = ['new.yaml', 'old.yaml', 'audit.log'].map((name) => join(directory, name));
await writeFile(newPath!, NEW);
await writeFile(oldPath!, OLD);
await writeFile(events!, EVENTS);

const simulate = (...argv: string[]) => runProgram(['policy', 'simulate', ...argv, '--file', events!]);
const report = async (...argv: string[]) => JSON.parse((await simulate(...argv, '-o', 'json')).stdout);

test('says what a policy makes of the events of files', async () => {
  expect(await report(newPath!)).toMatchObject({
    recorded: { events: 3, bytes: EVENTS.length - 2 },
    policy: {
      total: { events: 1, unknownBodies: 1 },
      rules: [
        { rule: 0, level: 'None', decided: { events: 1 }, records: { events: 0, bytes: 0 } },
        { rule: 1, decided: { events: 0 } },
        { rule: 2, records: { events: 1 }, samples: [{ auditID: 'b', summary: 'alice deleted pod api (unknown)' }] },
        { rule: null, level: 'None', decided: { events: 1 } },
      ],
      neverMatched: [1],
    },
    difference: { lostEvents: 2, gainedEvents: 0 },
    doubts: { recordedLower: [{ level: 'Metadata', events: 1 }] },
  });
});

test('compares two policies', async () => {
  const { difference } = await report(oldPath!, '--against', newPath!);
  expect(difference).toMatchObject({ gainedEvents: 2, lostEvents: 0 });
  expect((await report(newPath!, '--against', newPath!)).difference.changes).toEqual([]);
});

test('asks about some of the events', async () => {
  expect((await report(newPath!, 'user: alice')).recorded.events).toBe(2);
  expect((await report(newPath!, '--from', '2026-03-02T00:00:00Z')).recorded.events).toBe(0);
});

test('says it in words', async () => {
  const { stdout, code } = await simulate(newPath!, '--against', oldPath!);
  expect(code).toBe(0);
  expect(stdout).toContain(`Against ${oldPath}: 0 events gained, 2 lost, -`);
  expect(stdout).toContain('Decided nothing: rules[1].');
  expect(stdout).toMatch(/get secrets +Metadata by rules\[0\] +None by rules\[0\] +loses event/);
  expect(stdout).toContain('1 event would be recorded in more detail');
});

test('refuses a policy that is not valid, and a query that cannot be read', async () => {
  expect(await simulate(events!)).toMatchObject({ code: 1 });
  expect(await simulate(newPath!, 'verb: (')).toMatchObject({ code: 2 });
});

test('proposes a policy that the reader takes, and says when the budget cannot be met', async () => {
  const suggest = (budget: string) => runProgram(['policy', 'suggest', '--budget', budget, '--file', events!]);
  const roomy = await suggest('1GB/day');
  expect(roomy.code).toBe(0);
  const path = join(directory, 'suggested.yaml');
  await writeFile(path, roomy.stdout);
  expect(await runProgram(['policy', 'lint', path])).toMatchObject({ code: 0, stdout: '' });
  const tight = await suggest('1B/day');
  expect(tight).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be met') });
  expect(tight.stdout).toContain('kind: Policy');
});

test('at a terminal it says how many events were replayed, and takes that away again', async () => {
  const { stderr } = await runProgram(['policy', 'simulate', newPath!, '--file', events!], { terminal: 80 });
  expect(stderr).toContain('\r\x1b[2K3 events');
  expect(stderr.endsWith('\r\x1b[2K')).toBe(true);
});
