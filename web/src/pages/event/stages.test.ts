import { expect, test } from 'vitest';
import type { EventItem } from '../../../../src/api/contract.ts';
import { formatDuration, stagesOf } from './stages.ts';

const at = (ms: number) => `2026-03-01T03:12:45.${String(ms).padStart(3, '0')}000Z`;
const item = (stage: string, ms: number) =>
  ({
    id: stage,
    outcome: 'allowed',
    component: 'kube-apiserver',
    event: { stage, requestReceivedTimestamp: at(0), stageTimestamp: at(ms) },
  }) as unknown as EventItem;

test('stages stand in the order in which they were reached', () => {
  const stages = stagesOf([item('ResponseComplete', 40), item('RequestReceived', 0), item('ResponseStarted', 10)]);
  expect(stages.map(({ name, after, share }) => [name, after, share])).toEqual([
    ['RequestReceived', 0, 0],
    ['ResponseStarted', 10_000, 0.25],
    ['ResponseComplete', 40_000, 1],
  ]);
});

test('an event that says nothing of when has no duration', () => {
  expect(stagesOf([{ ...item('', 0), event: {} }])[0]).toMatchObject({ after: undefined, share: 0 });
});

test.each([
  [12, '12 µs'],
  [6_540, '6.5 ms'],
  [1_250_000, '1.25 s'],
  [64_000_000, '1 m 4 s'],
  [7_500_000_000, '2 h 5 m'],
])('%i is %s', (micros, text) => expect(formatDuration(micros)).toBe(text));
