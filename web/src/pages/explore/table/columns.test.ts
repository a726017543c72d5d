import { expect, test } from 'vitest';
import { moved, resized, toggled } from './columns.ts';

const of = (...names: string[]) => names.map((name) => ({ name }));

test.each([
  ['put at the end', toggled(of('a'), 'b'), of('a', 'b')],
  ['taken out', toggled(of('a', 'b'), 'a'), of('b')],
  ['kept where it is the last', toggled(of('a'), 'a'), of('a')],
  ['moved to the left', moved(of('a', 'b', 'c'), 'b', -1), of('b', 'a', 'c')],
  ['moved to the right', moved(of('a', 'b', 'c'), 'b', 1), of('a', 'c', 'b')],
  ['kept at the edge', moved(of('a', 'b'), 'b', 1), of('a', 'b')],
  ['kept where there is none', moved(of('a', 'b'), 'z', 1), of('a', 'b')],
  ['made wider', resized(of('a', 'b'), 'b', 99.6), [{ name: 'a' }, { name: 'b', width: 100 }]],
])('a column is %s', (_, columns, expected) => expect(columns).toEqual(expected));
