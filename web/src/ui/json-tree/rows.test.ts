import { expect, test } from 'vitest';
import { queryPath, rowsOf, search } from './rows.ts';

const VALUE = { kind: 'Pod', spec: { containers: [{ name: 'api', image: 'API:1' }], paused: null }, empty: {} };
const open = () => true;
const closed = (_id: string, depth: number) => depth === 0;
const lines = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(
    ({ depth, key, size, isOpen, value }) =>
      `${' '.repeat(depth)}${key ?? '·'} ${size === undefined ? JSON.stringify(value) : `${isOpen ? 'v' : '>'}${size}`}`,
  );

test('what is open is seen', () => {
  expect(lines(rowsOf(VALUE, closed))).toEqual(['· v3', ' kind "Pod"', ' spec >2', ' empty >0']);
  expect(lines(rowsOf(VALUE, open))).toEqual([
    '· v3',
    ' kind "Pod"',
    ' spec v2',
    '  containers v1',
    '   0 v2',
    '    name "api"',
    '    image "API:1"',
    '  paused null',
    ' empty >0',
  ]);
});

test('a search finds names and values, and opens what they stand in', () => {
  const found = search(VALUE, 'aPi');
  expect([...found.matches]).toEqual(['/spec/containers/0/name', '/spec/containers/0/image']);
  expect(rowsOf(VALUE, () => false, found).filter(({ isMatch }) => isMatch)).toHaveLength(2);
  expect([...search(VALUE, 'paus').matches]).toEqual(['/spec/paused']);
  expect(search(VALUE, 'nothing').matches.size).toBe(0);
});

test.each<[unknown, string[]]>([
  ['text', ['· "text"']],
  [[], ['· >0']],
  [null, ['· null']],
])('%j is a tree', (value, expected) => expect(lines(rowsOf(value, open))).toEqual(expected));

test('what is nested without end is cut', () => {
  let value: unknown = 1;
  for (let i = 0; i < 1_000; i++) value = { a: value };
  expect(rowsOf(value, open).length).toBeLessThan(300);
  expect(search(value, 'a').matches.size).toBeLessThan(300);
});

test.each([
  [['spec', 'containers', 0, 'image'], 'spec.containers.image'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels."app.kubernetes.io/name"'],
])('%j is %s', (path, expected) => expect(queryPath(path)).toBe(expected));
