import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuid, uuidOf } from './ids.ts';
import { popular } from './popular.ts';
import { createRandom } from './random.ts';
import { createTimeline, type Process } from './timeline.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('random numbers', () => {
  it('are those of their seed', () => {
    const drawn = (seed: string) => Array.from({ length: 4 }, createRandom(seed).uint32);
    expect(drawn('a')).toEqual(drawn('a'));
    expect(drawn('a')).not.toEqual(drawn('b'));
    expect(createRandom('a').fork('x').uint32()).not.toBe(createRandom('a').fork('y').uint32());
  });

  it('lie evenly between 0 and 1', () => {
    const random = createRandom('even');
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random.unit() * 10)]!++;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('make UUIDs of version 4', () => {
    fc.assert(fc.property(fc.string(), (seed) => UUID.test(uuid(createRandom(seed))) && UUID.test(uuidOf(seed))));
  });

  it('pick the first item of a hundred about five times as often as the fifth', () => {
    const random = createRandom('zipf');
    const pick = popular(Array.from({ length: 100 }, (_, i) => i));
    const counts = Array.from({ length: 100 }, () => 0);
    for (let i = 0; i < 100_000; i++) counts[pick(random)]!++;
    expect(counts[0]! / counts[4]!).toBeGreaterThan(4.5);
    expect(counts[0]! / counts[4]!).toBeLessThan(5.5);
    expect(counts.at(-1)).toBeGreaterThan(0);
  });
});

describe('the timeline', () => {
  it('wakes processes in the order of their times, and of their start where those are the same', () => {
    const delays = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(delays, (all) => {
        const timeline = createTimeline(0);
        const woken: number[] = [];
        function* waiting(pauses: readonly number[]): Process {
          for (const pause of pauses) {
            yield pause;
            woken.push(timeline.now());
          }
        }
        for (const pauses of all) timeline.start(waiting(pauses));
        while (timeline.step());
        const due = all.flatMap((pauses) =>
          pauses.map((_, i) => 1000 * pauses.slice(0, i + 1).reduce((a, b) => a + b, 0)),
        );
        expect(woken).toEqual(due.toSorted((a, b) => a - b));
      }),
    );
  });
});
