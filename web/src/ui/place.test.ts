import { expect, test } from 'vitest';
import { place } from './place.ts';

const WINDOW = { width: 1000, height: 600 };
const PANEL = { width: 200, height: 100 };
const at = (left: number, top: number) => ({ left, top, right: left + 50, bottom: top + 20 });

test.each([
  ['below', at(100, 100), 'bottom-start', { left: 100, top: 124 }],
  ['below, ending with the button', at(500, 100), 'bottom-end', { left: 350, top: 124 }],
  ['above, where there is no room below', at(100, 550), 'bottom-start', { left: 100, top: 446 }],
  ['above, where asked for', at(100, 300), 'top-start', { left: 100, top: 196 }],
  ['below, where there is no room above', at(100, 20), 'top-start', { left: 100, top: 44 }],
  ['further left, at the right edge', at(950, 100), 'bottom-start', { left: 792, top: 124 }],
  ['at the left edge', at(0, 100), 'bottom-end', { left: 8, top: 124 }],
] as const)('%s', (_name, button, placement, expected) => {
  expect(place(button, PANEL, WINDOW, placement)).toEqual(expected);
});

test('a panel larger than the window begins in sight', () => {
  expect(place(at(100, 100), { width: 2000, height: 2000 }, WINDOW, 'bottom-start')).toEqual({ left: 8, top: 8 });
});
