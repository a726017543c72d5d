import { expect, test } from 'vitest';
import { addFlows } from './flow.ts';
import { flowAnswer } from './flow-answer.ts';
import { passage, receipt, sender } from './testing.ts';
import { createTraffic } from './traffic.ts';

const START = Date.parse('2026-03-02T00:00:00Z');
const MINUTE = 60_000;

function traffic() {
  let now = START;
  const pass = (ms: number) => {
    now += ms;
  };
  return { pass, now: () => now, ...createTraffic(() => now) };
}

test('what came by one way is counted, with its rates, its day and its lag', () => {
  const { note, ways, pass, since, now } = traffic();
  pass(60 * MINUTE);
  note(sender(), receipt(600, { stored: 590, duplicates: 4, quarantined: 2 }), passage({ policy: 6 }, [100, 900, 300]));
  pass(5 * MINUTE);
  note(sender(), receipt(60), passage({ truncated: 1 }, [-50]));
  const [way] = ways();
  expect(way).toMatchObject({ type: 'lines', id: 'lines', cluster: 'prod' });
  const answer = flowAnswer(way!.flow, { now: now(), since });
  expect(answer).toMatchObject({
    received: 660,
    stored: 650,
    quarantined: 2,
    dropped: [
      { reason: 'policy', count: 6 },
      { reason: 'duplicate', count: 4 },
      { reason: 'truncated', count: 1 },
    ],
    lastReceivedAt: '2026-03-02T01:05:00.000Z',
    perSecond: { minute: 1, quarterHour: 0.733 },
    lag: { median: 0.1, max: 0.9 },
  });
  expect(answer.day.counts.at(-1)).toBe(660);
  // Of the day, what was counted.
  expect(answer.day).toMatchObject({ from: '2026-03-02T00:00:00.000Z', counts: [0, 0, 0, 0, 660] });
  pass(24 * 60 * MINUTE);
  const nextDay = flowAnswer(ways()[0]!.flow, { now: now(), since }).day;
  expect(nextDay.counts).toHaveLength(96);
  expect(nextDay.from).toBe('2026-03-02T01:15:00.000Z');
});

test('rates and lag are of late, and a young server divides by its age', () => {
  const { note, ways, pass, since, now } = traffic();
  pass(10_000);
  note(sender(), receipt(100), passage({}, [5_000]));
  const rates = () => flowAnswer(ways()[0]!.flow, { now: now(), since });
  expect(rates().perSecond).toEqual({ minute: 10, quarterHour: 10 });
  pass(2 * MINUTE);
  expect(rates().perSecond.minute).toBe(0);
  expect(rates().lag).toEqual({ median: 5, max: 5 });
  pass(15 * MINUTE);
  expect(rates()).toMatchObject({ perSecond: { minute: 0, quarterHour: 0 }, received: 100 });
  expect(rates().lag).toBeUndefined();
});

test('several ways are added up', () => {
  const { note, ways, pass } = traffic();
  note(sender({ cluster: 'a' }), receipt(1), passage({ policy: 1 }, [1]));
  pass(1_000);
  note(sender({ cluster: 'b' }), receipt(2, { quarantined: 1 }), passage({ policy: 2, 'controller-log': 1 }, [3]));
  const [one, other] = ways().map(({ flow }) => flow);
  const both = addFlows([one!, other!]);
  expect(both).toMatchObject({
    received: 3,
    stored: 3,
    quarantined: 1,
    minute: 3,
    lastReceived: START + 1_000,
    lags: [1, 3],
  });
  expect(Object.fromEntries(both.dropped)).toEqual({ policy: 3, 'controller-log': 1 });
});

test('what is imported is a way of its own and has no lag; Verbatim’s own records come from nowhere', () => {
  const { note, ways } = traffic();
  note(sender({ source: 'import', mayBeOld: true }), receipt(5), passage({}, [1e9]));
  note(sender({ cluster: 'verbatim' }), receipt(5), passage());
  expect(ways().map(({ type, id, flow }) => [type, id, flow.received, flow.lags])).toEqual([
    ['import', 'import', 5, []],
  ]);
});

test('of more ways than are kept, those that were used longest ago are forgotten', () => {
  const { note, ways } = traffic();
  for (let n = 0; n < 4_200; n++) {
    note(sender({ source: `s${n}` }), receipt(1), passage());
    if (n % 1_000 === 0) note(sender({ source: 's0' }), receipt(1), passage());
  }
  const ids = ways().map(({ id }) => id);
  expect(ids).toHaveLength(4_096);
  expect(ids).toContain('s0');
  expect(ids).not.toContain('s1');
});
