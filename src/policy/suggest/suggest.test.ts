import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../event/event.ts';
import { goValue } from '../../event/go-json.ts';
import { lint } from '../lint/lint.ts';
import { onePolicy } from '../read/one-policy.ts';
import { groupEvents } from '../simulate/group-events.ts';
import { shapeOf } from '../simulate/shape.ts';
import { createSimulation } from '../simulate/simulate.ts';
import { parseBudget } from './budget.ts';
import { gather, shapeForSuggestion } from './gather.ts';
import { BASE, suggest } from './suggest.ts';

const event = (user: string, verb: string, resource: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  level: 'RequestResponse',
  stage: 'ResponseComplete',
  verb,
  requestURI: '/x',
  user: { username: user, groups: user.startsWith('system:node:') ? ['system:nodes'] : [] },
  ...(resource === '' ? {} : { objectRef: splitResource(resource) }),
  ...more,
});

function splitResource(text: string) {
  const [resource, subresource] = text.split('/') as [string, string?];
  return { resource, ...(subresource ? { subresource } : {}) };
}

const body = { requestObject: { spec: 'x'.repeat(2_000) } };
const times = (count: number, one: AuditEvent) => Array<AuditEvent>(count).fill(one);
const TRAFFIC = [
  ...times(200, event('system:node:a', 'get', 'secrets/x')),
  ...times(100, event('system:node:b', 'list', 'services/x')),
  ...times(100, event('system:serviceaccount:ci:bot', 'get', 'pods')),
  ...times(100, event('system:serviceaccount:ci:bot', 'create', 'pods', body)),
  ...times(50, event('system:serviceaccount:kube-system:gc', 'patch', 'pods/status', body)),
  ...times(50, event('alice', 'list', 'pods')),
  ...times(50, event('alice', 'update', 'pods', body)),
  ...times(20, event('eve', 'create', 'pods/exec')),
  ...times(20, event('eve', 'get', 'secrets')),
  ...times(30, event('alice', 'get', '')),
];
const sized = TRAFFIC.map((one) => ({ event: one, bytes: Buffer.byteLength(goValue(one)), time: 0 }));
const DAY_MICROS = 86_400_000_000;

function suggested(budget: number) {
  const gathered = gather();
  for (const group of groupEvents(sized, shapeForSuggestion(BASE), () => ({}))) gathered.add(group);
  return suggest(gathered.groups(), { budget, first: 0, last: DAY_MICROS });
}

/** What a policy records of the traffic, decided anew. */
function simulated(text: string) {
  const { policy, problems } = onePolicy('suggested', text);
  const simulation = createSimulation(policy);
  for (const group of groupEvents(sized, shapeOf([policy]), () => ({}))) simulation.add(group);
  return { policy, problems, report: simulation.report() };
}

const RECOMMENDED_BYTES = suggested(Number.MAX_SAFE_INTEGER).bytesADay.recommended;

describe.each([1, 0.8, 0.6, 0.4, 0.2, 0.05])('with %d of what the recommended policy takes', (share) => {
  const budget = Math.round(RECOMMENDED_BYTES * share);
  const { policy: text, met, bytesADay } = suggested(budget);
  const { policy, problems, report } = simulated(text);

  test('the policy is valid and clean, and takes what was said', () => {
    expect(problems).toEqual([]);
    expect(lint(policy).filter(({ severity }) => severity === 'warning')).toEqual([]);
    expect(Math.abs(report.policy.total.bytes - bytesADay.suggested)).toBeLessThanOrEqual(1);
    expect(met).toBe(bytesADay.suggested <= budget);
  });

  test('what investigators need is still there', () => {
    const lost = report.difference.changes.filter(({ lost }) => lost.includes('event'));
    for (const { resource, subresource, verb } of lost) {
      expect(['pods/exec create', 'secrets/ get', 'pods/ update']).not.toContain(`${resource}/${subresource} ${verb}`);
    }
  });
});

test('nothing is added where the recommended policy is within the budget', () => {
  expect(suggested(RECOMMENDED_BYTES).policy).not.toContain('Saves');
});

test('the least valuable goes first', () => {
  const { policy } = suggested(RECOMMENDED_BYTES - 1);
  expect(policy).toContain('what the cluster reads of itself (system:nodes)');
  expect(policy).not.toContain('ci:bot');
});

test('says when the budget cannot be met', () => {
  const { met, policy } = suggested(1);
  expect(met).toBe(false);
  expect(policy).toContain('# The budget cannot be met');
});

test.each([
  ['500MB/day', 500e6],
  ['1.5 GiB', 1.5 * 2 ** 30],
  ['10kb/h', 240e3],
  ['7 TB/week', 1e12],
  ['100', 100],
])('the budget %s is %d bytes a day', (text, bytes) => expect(parseBudget(text)).toBe(Math.round(bytes)));

test.each(['', 'MB', '5 apples', '5MB/year', '-1MB', '0'])('the budget %j is refused', (text) => {
  expect(() => parseBudget(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
