import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDifferences } from './apply.ts';
import { type Difference, diff } from './diff.ts';
import type { Json } from './json.ts';
import { pathText } from './path.ts';

const lines = (found: readonly Difference[]) =>
  found.map(({ op, path, before, after }) => `${op} ${pathText(path)} ${JSON.stringify([before, after])}`);

describe('differences', () => {
  const env = (...pairs: readonly [string, string][]) => ({ env: pairs.map(([name, value]) => ({ name, value })) });
  test.each<[string, Json, Json, string[]]>([
    ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['a value', { spec: { replicas: 3 } }, { spec: { replicas: 5 } }, ['changed spec.replicas [3,5]']],
    ['null is a value', { a: null }, {}, ['removed a [null,null]']],
    ['another type', { a: {} }, { a: [] }, ['changed a [{},[]]']],
    [
      'a member that needs quotes',
      { labels: {} },
      { labels: { 'app.kubernetes.io/name': 'x' } },
      ['added labels["app.kubernetes.io/name"] [null,"x"]'],
    ],
    [
      'elements that have a name',
      env(['A', '1'], ['B', '2']),
      env(['B', '3'], ['C', '4']),
      [
        'removed env[name=A] [{"name":"A","value":"1"},null]',
        'changed env[name=B].value ["2","3"]',
        'added env[name=C] [null,{"name":"C","value":"4"}]',
      ],
    ],
    [
      'only their order',
      env(['A', '1'], ['B', '2']),
      env(['B', '2'], ['A', '1']),
      ['reordered env [["A","B"],["B","A"]]'],
    ],
    [
      'ports by their number',
      { ports: [{ port: 80, nodePort: 1 }] },
      { ports: [{ port: 80, nodePort: 2 }] },
      ['changed ports[port=80].nodePort [1,2]'],
    ],
    [
      'names that are not unique, by place',
      env(['A', '1'], ['A', '2']),
      env(['A', '1'], ['A', '3']),
      ['changed env[1].value ["2","3"]'],
    ],
    ['values, by place', { args: ['a', 'b', 'c'] }, { args: ['a', 'c'] }, ['removed args[1] ["b",null]']],
    ['a value put between', { args: ['a', 'c'] }, { args: ['a', 'b', 'c'] }, ['added args[1] [null,"b"]']],
  ])('%s', (_name, before, after, expected) => {
    expect(lines(diff(before, after))).toEqual(expected);
  });
});

/** Bodies that share names, so that there is something to compare. */
const key = fc.constantFrom('a', 'b', 'name', 'env', 'ports', '__proto__', 'x.y', 'spec');
const leaf = fc.oneof(fc.constantFrom<Json>(null, true, 0, 1, '', 'x', 'y'), fc.integer());
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.record({ name: fc.constantFrom('p', 'q', 'r', 's'), value: tie('value') }), { maxLength: 4 }),
    // No dictionary, which leaves `__proto__` out.
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
})).value;

test('done in order, the differences of two bodies turn the first into the second', () => {
  fc.assert(
    fc.property(value, value, (before, after) => {
      expect(applyDifferences(before, diff(before, after))).toEqual(after);
    }),
    { numRuns: 2_000 },
  );
});

test('so do those of a whole series, one after another', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 6 }), (bodies) => {
      const series = bodies.slice(1).map((body, i) => diff(bodies[i] as Json, body));
      expect(series.reduce(applyDifferences, bodies[0] as Json)).toEqual(bodies.at(-1));
    }),
  );
});
