import { expect, test } from 'vitest';
import { seriesColour, stack } from './stack.ts';

test('series stand on each other', () => {
  const series = [
    { name: 'a', values: [1, 2, 0], colour: '' },
    { name: 'b', values: [4, 0, 3], colour: '' },
  ];
  expect(stack(series)).toEqual([
    [1, 2, 0],
    [5, 2, 3],
  ]);
  expect(stack([])).toEqual([]);
});

test.each([
  ['denied', 0, '--denied'],
  ['get', 0, '--series-1'],
  ['list', 7, '--series-8'],
  ['watch', 8, '--series-rest'],
  [undefined, 2, '--series-rest'],
])('%s at %d has the colour %s', (value, at, colour) => {
  expect(seriesColour(value, at)).toBe(colour);
});
