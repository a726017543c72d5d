import { expect, test } from 'vitest';
import { timeLabels } from './time-labels.ts';

const HOUR = 3_600_000;
const from = (time: string, step: number, count: number) =>
  Array.from({ length: count }, (_, at) => Date.parse(time) + at * step);

test.each([
  ['seconds', 10_000, ['22:00:00\n03-01', '22:00:10', '22:00:20']],
  ['hours, with each new day', HOUR, ['22:00\n03-01', '23:00', '00:00\n03-02']],
  ['days', 24 * HOUR, ['03-01', '03-02', '03-03']],
])('%s', (_name, step, labels) => {
  expect(timeLabels(from('2026-03-01T22:00:00Z', step, 3), step, 'UTC')).toEqual(labels);
});
