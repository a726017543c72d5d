import { expect, test } from 'vitest';
import { readListedPage } from './listed.ts';

const read = (text: string) => {
  const { items, ...rest } = readListedPage(text);
  return { ...rest, items: items.map(({ id, read }) => [id, read()]) };
};

test('items that stand on lines of their own are read one by one', () => {
  const text =
    '{"items":[\n{"id":"a-1","event":{"a":"}\\n,"}},\n{"id":"a-2","event":{}}\n],"next":"x","previous":null}';
  expect(read(text)).toEqual({
    items: [
      ['a-1', { id: 'a-1', event: { a: '}\n,' } }],
      ['a-2', { id: 'a-2', event: {} }],
    ],
    next: 'x',
    previous: null,
  });
});

test('integers that a number cannot hold are whole', () => {
  const text = '{"items":[\n{"id":"a-1","event":{"n":9007199254740993}}\n],"next":null,"previous":null}';
  expect(read(text).items).toEqual([['a-1', { id: 'a-1', event: { n: 9_007_199_254_740_993n } }]]);
});

test('an item whose id does not stand first, or is escaped, has it too', () => {
  const text = '{"items":[\n{"event":{},"id":"a-1"},\n{"id":"\\u0061-2","event":{}}\n],"next":null,"previous":null}';
  expect(read(text).items.map(([id]) => id)).toEqual(['a-1', 'a-2']);
});

test.each([
  ['{"items":[],"next":null,"previous":null}', 0],
  ['{"items":[{"id":"a-1","event":{}}],"next":null,"previous":null}', 1],
  ['{\n  "items": [\n    {"id": "a-1", "event": {}}\n  ],\n  "next": null,\n  "previous": null\n}\n', 1],
])('what is written otherwise is read as a whole: %s', (text, count) => {
  expect(read(text)).toMatchObject({ items: { length: count }, next: null, previous: null });
});
