import { afterAll, describe, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import type { TrafficGroup, TrafficSlice } from '../../event/traffic.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import { testServer } from '../testing.ts';

const NO_BODIES = { bodies: 0, bytes: 0, managedBytes: 0 };
const GROUP: TrafficGroup = {
  user: 'alice',
  groups: [],
  verb: 'delete',
  apiGroup: '',
  resource: 'pods',
  subresource: '',
  namespace: '',
  name: '',
  path: '',
  level: 'Metadata',
  stage: 'ResponseComplete',
  events: 2,
  bytes: 1_000,
  request: NO_BODIES,
  response: NO_BODIES,
  sample: { id: 'j-1' },
  sampleTime: 0,
};
const FOUND = { id: 'j-1', eventJson: '{"auditID":"a"}', summary: 'alice deleted pod api' } as FoundRecord;

let fails = false;
async function* traffic(): AsyncGenerator<TrafficSlice> {
  yield { groups: [GROUP], done: 2, of: 4, first: 0, last: 86_400_000_000 };
  if (fails) throw new VerbatimError('QUERY_LIMIT', 'Too much.');
  yield { groups: [GROUP], done: 4, of: 4, first: 0, last: 86_400_000_000 };
}

const app = await testServer({ traffic, byPlaces: async () => [FOUND] });
afterAll(() => app.close());

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  verbs: [get]\n- level: Metadata\n';
const post = (path: string, payload: object, accept = 'application/json') =>
  app.inject({ method: 'POST', url: `/api/v1/policies/${path}`, payload, headers: { accept } });

describe('simulate', () => {
  test('replays what the store gives, and tells of samples', async () => {
    const response = await post('simulate', { policy: POLICY, against: 'preset:verbatim' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      recorded: { events: 4, bytes: 2_000 },
      policy: {
        total: { events: 4, bytes: 2_000 },
        rules: [{ rule: 0 }, { rule: 1, samples: [{ auditID: 'a', summary: 'alice deleted pod api' }, {}] }, {}],
        neverMatched: [0],
      },
      against: { total: { events: 4 } },
    });
  });

  test('tells how far it is to who reads lines', async () => {
    const lines = (await post('simulate', { policy: POLICY }, 'application/x-ndjson')).body.trimEnd().split('\n');
    const said = lines.map((line) => JSON.parse(line));
    expect(said.slice(0, -1)).toEqual([{ progress: { done: 2, of: 4 } }, { progress: { done: 4, of: 4 } }]);
    expect(said.at(-1)).toMatchObject({ result: { recorded: { events: 4 } } });
  });

  test('says what went wrong in the middle', async () => {
    fails = true;
    const { body } = await post('simulate', { policy: POLICY }, 'application/x-ndjson');
    const plain = await post('simulate', { policy: POLICY });
    fails = false;
    expect(JSON.parse(body.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ problem: { code: 'QUERY_LIMIT' } });
    expect(plain.statusCode).toBe(400);
  });
});

test.concurrent.each([
  ['simulate', { policy: 'rules: 1' }, 'POLICY_INVALID'],
  ['simulate', { policy: '' }, 'POLICY_INVALID'],
  ['simulate', { policy: 'preset:none' }, 'NOT_FOUND'],
  ['simulate', { policy: POLICY, query: 'verb: (' }, 'QUERY_SYNTAX'],
  ['simulate', { policy: POLICY, other: 1 }, 'REQUEST_INVALID'],
  ['explain', { policy: 'rules: 1', verb: 'get' }, 'POLICY_INVALID'],
  ['lint', {}, 'REQUEST_INVALID'],
  ['suggest', { budget: 'much' }, 'USAGE'],
])('%s refuses %j', async (path, body, code) => {
  expect((await post(path, body)).json()).toMatchObject({ code });
});

test('proposes a policy under a budget', async () => {
  const { policy, met, bytesADay, days } = (await post('suggest', { budget: '1kB/day' })).json();
  expect(policy).toContain('kind: Policy');
  expect({ met, bytesADay, days }).toMatchObject({
    met: false,
    days: 1,
    bytesADay: { recorded: 2_000, budget: 1_000 },
  });
});

test('explains which rule decides', async () => {
  const { decision, steps } = (await post('explain', { policy: POLICY, verb: 'delete', resource: 'pods/log' })).json();
  expect(decision).toMatchObject({ level: 'Metadata', rule: 1 });
  expect(steps).toMatchObject([
    { matches: false, because: { condition: 'verbs', found: 'delete' } },
    { matches: true },
  ]);
});

test.each(['lint', 'explain', 'simulate'])('%s takes no text that would keep the server for long', async (path) => {
  const policy = `${'#'.repeat(64)}\n`.repeat(2_000);
  const response = await post(path, { policy });
  expect(response.statusCode).toBe(400);
  expect(response.json().detail).toContain('must NOT have more than 65536 characters');
});

test('lints what is valid and what is not', async () => {
  const lint = async (policy: string) => (await post('lint', { policy })).json().findings;
  expect(await lint('preset:verbatim')).toEqual([]);
  expect(await lint('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: X}]')).toMatchObject([
    { severity: 'error', check: 'invalid', rule: 0 },
  ]);
});

test('lists the presets with their text', async () => {
  const { presets } = (await app.inject('/api/v1/policies/presets')).json();
  expect(presets.find(({ name }: { name: string }) => name === 'verbatim').policy).toContain('kind: Policy');
});
