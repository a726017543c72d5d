import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../event/event.ts';
import { LEVELS, STAGES } from '../../event/event.ts';
import { goValue } from '../../event/go-json.ts';
import { microsOf } from '../../event/time.ts';
import { attributesOf } from '../attributes.ts';
import { evaluate } from '../evaluate.ts';
import { recordedAs } from '../level.ts';
import type { Policy } from '../policy.ts';
import { anyAttributes, anyPolicy, policyOf } from '../testing.ts';
import { groupEvents } from './group-events.ts';
import { shapeOf } from './shape.ts';
import { createSimulation } from './simulate.ts';

const bytesOf = (event: AuditEvent) => Buffer.byteLength(goValue(event));
const sized = (event: AuditEvent) => ({
  event,
  bytes: bytesOf(event),
  time: microsOf(event.requestReceivedTimestamp),
});
const sampleOf = ({ auditID = '', verb = '' }: AuditEvent) => ({ auditID, summary: verb });

function simulated(events: readonly AuditEvent[], policy: Policy, against?: Policy) {
  const simulation = createSimulation(policy, against);
  const shape = shapeOf(against ? [policy, against] : [policy]);
  // In two parts, as from two slices of time.
  const half = Math.floor(events.length / 2);
  for (const part of [events.slice(0, half), events.slice(half)]) {
    for (const group of groupEvents(part.map(sized), shape, sampleOf)) simulation.add(group);
  }
  return simulation.report();
}

const anyBody = fc.option(
  fc.record({
    kind: fc.constantFrom('Pod', 'PodList', 'Table'),
    metadata: fc.record({ name: fc.string(), managedFields: fc.array(fc.string(), { maxLength: 2 }) }),
    items: fc.array(fc.record({ metadata: fc.record({ managedFields: fc.array(fc.string()) }) }), { maxLength: 2 }),
  }),
  { nil: undefined },
);

/** What an API server could write of a request, all of it. */
const anyEvent: fc.Arbitrary<AuditEvent> = fc
  .tuple(anyAttributes, fc.constantFrom(...STAGES), anyBody, anyBody, fc.uuid())
  .map(([{ user, groups, verb, resource, path }, stage, requestObject, responseObject, auditID]) => ({
    level: 'RequestResponse',
    auditID,
    stage,
    requestURI: path,
    verb,
    user: { ...(user ? { username: user } : {}), groups: [...groups] },
    ...(resource ? { objectRef: { ...resource, apiGroup: resource.group } } : {}),
    ...(requestObject && stage !== 'RequestReceived' && resource ? { requestObject } : {}),
    ...(responseObject && stage === 'ResponseComplete' && resource ? { responseObject } : {}),
  }));
const anyEvents = fc.array(anyEvent, { maxLength: 30 });

const recorded = (events: readonly AuditEvent[], policy: Policy) =>
  events
    .map((event) => recordedAs(event, evaluate(policy, attributesOf(event))))
    .filter((event) => event !== undefined);

describe('on random policies and traffic', () => {
  test('the policy under which traffic was recorded changes nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvents, (policy, events) => {
        const kept = recorded(events, policy);
        const { recorded: before, policy: after, difference } = simulated(kept, policy);
        expect(difference).toMatchObject({ changes: [], gainedEvents: 0, lostEvents: 0, bytes: { bytes: 0 } });
        expect(after.total).toEqual({ ...before, estimatedBytes: 0, unknownBodies: 0 });
      }),
    );
  });

  test('the order of the traffic does not change what is listed, nor its order', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyEvents, (policy, other, events) => {
        const listed = (all: readonly AuditEvent[]) =>
          simulated(all, policy, other).difference?.changes.map(({ sample: _sample, ...change }) => change);
        expect(listed(events.toReversed())).toEqual(listed(events));
      }),
    );
  });

  test('groups are decided as their events are, one by one', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyEvents, (policy, other, events) => {
        const report = simulated(events, policy, other);
        for (const [replayed, side] of [
          [report.policy, policy],
          [report.against!, other],
        ] as const) {
          const kept = recorded(events, side);
          expect(replayed.total.events).toBe(kept.length);
          expect(replayed.total.bytes).toBe(kept.reduce((sum, event) => sum + bytesOf(event), 0));
          for (const { rule, decided } of replayed.rules) {
            const its = events.filter((event) => (evaluate(side, attributesOf(event)).rule ?? null) === rule);
            expect(decided.events).toBe(its.length);
          }
        }
      }),
    );
  });

  test('what one gains the other loses', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyEvents, (a, b, events) => {
        const [there, back] = [simulated(events, a, b).difference, simulated(events, b, a).difference];
        expect(there.gainedEvents).toBe(back.lostEvents);
        expect(there.bytes.bytes).toBe(-back.bytes.bytes || 0);
      }),
    );
  });
});

const event = (more: Partial<AuditEvent>): AuditEvent => ({
  level: 'RequestResponse',
  stage: 'ResponseComplete',
  auditID: 'a',
  verb: 'create',
  requestURI: '/api/v1/pods',
  user: { username: 'alice' },
  objectRef: { resource: 'pods' },
  ...more,
});
const pod = { kind: 'Pod' };

describe('says', () => {
  test('which recorded detail is lost, and to which rule', () => {
    const { difference } = simulated([event({ requestObject: pod })], policyOf({ level: 'None', verbs: ['get'] }, {}));
    expect(difference.changes).toMatchObject([
      { verb: 'create', resource: 'pods', from: 'RequestResponse', to: 'Metadata', toRule: 1, lost: ['requestObject'] },
    ]);
    expect(difference.lostEvents).toBe(0);
  });

  test('which events are lost', () => {
    const { difference } = simulated([event({ requestObject: pod })], policyOf());
    expect(difference).toMatchObject({ lostEvents: 1, changes: [{ to: 'None', toRule: null, lost: ['event'] }] });
  });

  test('which rules never matched, with samples of those that did', () => {
    const { policy } = simulated([event({}), event({ auditID: 'b' })], policyOf({ verbs: ['get'] }, {}));
    expect(policy.neverMatched).toEqual([0]);
    expect(policy.rules.map(({ samples }) => samples)).toEqual([
      [],
      ['a', 'b'].map((auditID) => ({ auditID, summary: 'create' })),
      [],
    ]);
  });

  test('of those events as samples that happened first, in whatever order they come', () => {
    const at = (second: number) =>
      event({ auditID: `${second}`, requestReceivedTimestamp: `2026-03-02T09:00:0${second}.000000Z` });
    // Those at even places are of one group.
    const all = [8, 3, 5, 1, 9, 2].map((second, i) => ({ ...at(second), verb: i % 2 === 0 ? 'get' : `verb${second}` }));
    const { policy, difference } = simulated(all, policyOf({ level: 'None' }));
    expect(policy.rules[0]?.samples.map(({ auditID }) => auditID)).toEqual(['1', '2', '3']);
    expect(difference.changes.find(({ verb }) => verb === 'get')?.sample.auditID).toBe('5');
  });

  test('what bodies would take, from events of the same kind that have them', () => {
    const seen = event({ level: 'Request', requestObject: pod });
    const { policy, doubts } = simulated([seen, event({ level: 'Metadata' })], policyOf({ level: 'Request' }));
    expect(policy.total.estimatedBytes).toBe(',"requestObject":{"kind":"Pod"}'.length);
    expect(doubts.recordedLower).toEqual([{ level: 'Metadata', events: 1 }]);
  });

  test('that nothing is known of a body of which none was recorded', () => {
    const { policy } = simulated([event({ level: 'Metadata' })], policyOf({ level: 'RequestResponse' }));
    expect(policy.total).toMatchObject({ estimatedBytes: 0, unknownBodies: 2 });
  });

  test('that a rule about paths cannot be asked without them', () => {
    const { objectRef: _, requestURI: __, ...without } = event({ verb: 'get' });
    expect(simulated([without], policyOf({ nonResourceURLs: ['/healthz'] }, {})).doubts.withoutPath).toBe(1);
  });

  test('that the first stage would be recorded and was not', () => {
    expect(simulated([event({})], policyOf({})).doubts.withoutFirstStage).toBe(1);
    expect(simulated([event({}), event({ stage: 'RequestReceived' })], policyOf({})).doubts.withoutFirstStage).toBe(0);
  });
});

test.each([
  ['/healthz', '/healthz'],
  ['/healthz/a/b', '/healthz?'],
  ['/healthzy', '/healthz?'],
  ['/livez', '?'],
  ['', ''],
])('the path %j is told apart as %j', (requestURI, path) => {
  const shape = shapeOf([policyOf({ nonResourceURLs: ['/healthz', '/healthz*', '/he*'] })]);
  const [group] = groupEvents([sized({ level: LEVELS[1], requestURI, verb: 'get' })], shape, sampleOf);
  expect(group?.path).toBe(path);
});
