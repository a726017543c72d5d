import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, editsOutside } from './edits.ts';

const edit = (start: number) => ({ start, end: start + 1, text: Buffer.from('x'), what: '' });

test('edits are applied in any order', () => {
  expect(applyEdits(Buffer.from('abcdef'), [edit(4), edit(0), edit(2)]).toString()).toBe('xbxdxf');
});

test('what begins in a stretch is not outside', () => {
  const anyStretches = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 })), { maxLength: 6 }).map((gaps) => {
    let at = 0;
    return gaps.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at };
    });
  });
  fc.assert(
    fc.property(anyStretches, fc.array(fc.nat(60)), (stretches, starts) => {
      const isIn = (at: number) => stretches.some(({ start, end }) => at >= start && at < end);
      expect(editsOutside(starts.map(edit), stretches).map(({ start }) => start)).toEqual(
        starts.filter((at) => !isIn(at)),
      );
    }),
  );
});

test('stretches are looked at a few times for each edit, however many there are', () => {
  let looks = 0;
  const stretches = Array.from({ length: 10_000 }, (_, i) => ({
    end: 10 * i + 5,
    get start() {
      looks++;
      return 10 * i;
    },
  }));
  const edits = Array.from({ length: 10_000 }, (_, i) => edit(10 * i + 7));
  expect(editsOutside(edits, stretches)).toHaveLength(10_000);
  expect(looks).toBeLessThan(10_000 * 16);
});
