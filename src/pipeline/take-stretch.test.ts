import { expect, test } from 'vitest';
import { takeStretch } from './take-stretch.ts';

function take(text: string, entries: number, bytes: number) {
  const stretch = { bytes: Buffer.from(text), final: false, inLongLine: false, maxLineBytes: 100 };
  const { events, taken } = takeStretch(stretch, { entries, bytes });
  return [events.map(({ raw }) => Buffer.from(raw).toString()).join(' '), taken.bytes];
}

const list = '{"kind":"EventList","items":[1,2,3]}';

test.each<[string, string, number, number, string, number]>([
  ['as many lines as may be', 'a\nb\nc\n', 2, 100, 'a b', 4],
  ['as many bytes as may be', 'aaaa\nbbbb\ncccc\n', 9, 10, 'aaaa bbbb', 10],
  ['all with what is between', 'a\n\n\nb\n\n', 9, 100, 'a b', 7],
  ['a list whole or not at all', `a\n${list}\nb\n`, 3, 100, 'a', 2],
  ['a list alone, however long', `${list}\nb\n`, 2, 5, '1 2 3', list.length],
  ['nothing of what may go on', 'a', 9, 100, '', 0],
])('%s', (_name, text, entries, bytes, events, taken) => {
  expect(take(text, entries, bytes)).toEqual([events, taken]);
});
