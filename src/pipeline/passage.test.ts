import { describe, expect, test } from 'vitest';
import { createPassage, isSample } from './passage.ts';
import { writtenTime } from './written-time.ts';

test('a passage counts what was left by reason, and how late events came', () => {
  const passage = createPassage('2026-03-01T00:00:10.000000Z');
  for (const reason of ['policy', 'truncated', 'policy']) passage.leave(reason);
  for (const time of ['2026-03-01T00:00:08.500000Z', '', 'no time', '2026-03-01T00:00:11Z']) passage.happened(time);
  expect([...passage.left]).toEqual([
    ['policy', 2],
    ['truncated', 1],
  ]);
  expect(passage.lagsMs).toEqual([1500, -1000]);
});

test.each([
  [1, [0]],
  [2, [0, 1]],
  [5, [0, 2, 4]],
])('of %i events the first, the middle and the last are looked at', (of, looked) => {
  expect(Array.from({ length: of }, (_, i) => i).filter((i) => isSample(i, of))).toEqual(looked);
});

describe('the time that kube-apiserver wrote', () => {
  const event = (more: object) => Buffer.from(JSON.stringify({ kind: 'Event', ...more }));
  const time = '2026-03-01T00:00:08.500000Z';
  test.each([
    ['is found', event({ requestReceivedTimestamp: time, stageTimestamp: 'later' }), time],
    [
      'is not the one in a body',
      event({ requestObject: { requestReceivedTimestamp: 'forged' }, requestReceivedTimestamp: time }),
      time,
    ],
    [
      'is not one in an annotation',
      event({ requestReceivedTimestamp: time, annotations: { a: '"requestReceivedTimestamp":"x"' } }),
      time,
    ],
    ['may be missing', event({}), ''],
    ['is no long text', event({ requestReceivedTimestamp: 'x'.repeat(1000) }), ''],
    ['is whole', Buffer.from('"requestReceivedTimestamp":"2026'), ''],
  ])('%s', (_name, raw, expected) => {
    expect(writtenTime(raw)).toBe(expected);
  });
});
