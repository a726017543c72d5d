import { expect, it } from 'vitest';
import { type Scene, sceneTraffic } from './scene.ts';

const MINUTE = 60_000_000;
const span = { from: 0, until: 100 * MINUTE, share: 1 };
const time = ({ at }: { at: number }) => String(at);

it('does what is routine about as often as it should', () => {
  const lines = [...sceneTraffic('a', { routines: [{ every: 6, deed: time }], story: [] }, span).next(span.until)];
  expect(lines.length).toBeGreaterThan(800);
  expect(lines.length).toBeLessThan(1_200);
});

it('takes a share of the routines, and the whole story', () => {
  const scene: Scene = {
    routines: [{ every: 6, deed: () => 'routine' }],
    story: [{ ago: 30, deed: () => ['first', 'second'] }],
  };
  const lines = [...sceneTraffic('a', scene, { ...span, share: 0.1 }).next(span.until)];
  expect(lines.filter((line) => line === 'routine').length).toBeLessThan(150);
  expect(lines.filter((line) => line !== 'routine')).toEqual(['first', 'second']);
});

it('goes on where it was, in the order of time, and never beyond the clock', () => {
  const scene: Scene = {
    routines: [
      { every: 6, deed: time },
      { every: 50, deed: time },
    ],
    story: [{ ago: 12, deed: time }],
  };
  const whole = [...sceneTraffic('a', scene, span).next(span.until)];
  const traffic = sceneTraffic('a', scene, span);
  const pieces = Array.from({ length: 100 }, (_, i) => [...traffic.next((i + 1) * MINUTE)]);
  expect(pieces.flat()).toEqual(whole);
  expect(whole.map(Number)).toEqual(whole.map(Number).toSorted((a, b) => a - b));
  expect(whole).toContain(String(88 * MINUTE));
  for (const [i, piece] of pieces.entries()) {
    for (const at of piece) expect(Number(at)).toBeLessThanOrEqual((i + 1) * MINUTE);
  }
});
