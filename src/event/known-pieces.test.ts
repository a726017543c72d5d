import { expect, test } from 'vitest';
import { KnownPieces } from './known-pieces.ts';
import { sourceOf } from './words.ts';

const KEY = '"name":';

function source(json: string) {
  return sourceOf(Buffer.from(`${KEY}${json},"more":1`));
}

function names() {
  return new KnownPieces((text) => text.string());
}

test.each([
  ['a long one', `"${'abcdefgh'.repeat(40)}"`],
  ['one of seven bytes', '"abcde"'],
  ['one of three', '"a"'],
  ['an empty one', '""'],
  ['one with escapes', '"a\\"\\u003cb"'],
  ['one that is not ASCII', '"né\u{1f600}"'],
])('%s is the same piece each time', (_name, json) => {
  const known = names();
  const piece = known.find(source(json), KEY.length, 1);
  expect(piece?.value).toBe(JSON.parse(json));
  expect(piece?.length).toBe(Buffer.byteLength(json));
  expect(known.find(source(json), KEY.length, 1)).toBe(piece);
  expect(known.find(source(json), KEY.length, 2)).toBe(piece);
});

test('pieces that begin or end alike are told apart', () => {
  const known = names();
  const texts = [
    'abc',
    'abcd',
    'abcde',
    'xbcde',
    'abcdefgh',
    'abcdefgi',
    'bbcdefgh',
    'abcdefghabcdefgh',
    'abcdefghabcdxfgh',
  ];
  for (const _time of [1, 2]) {
    for (const text of texts) expect(known.find(source(`"${text}"`), KEY.length, 1)?.value).toBe(text);
  }
});

test('what is not written as Go writes it is no piece, and neither is what breaks off', () => {
  const known = names();
  for (const json of ['"<"', '"\\u0041"', '1', '{}', `"${'x'.repeat(9_000)}"`]) {
    expect(known.find(source(json), KEY.length, 1), json).toBeUndefined();
  }
  expect(known.find(sourceOf(Buffer.from(`${KEY}"abcd`)), KEY.length, 1)).toBeUndefined();
});

test('beyond its bound it forgets and goes on', () => {
  const known = names();
  const text = (i: number) => `${i}`.padStart(1_000, 'x');
  const first = known.find(source(`"${text(0)}"`), KEY.length, 0);
  for (let i = 1; i < 3_000; i++) known.find(source(`"${text(i)}"`), KEY.length, i);
  const again = known.find(source(`"${text(0)}"`), KEY.length, 0);
  expect(again?.value).toBe(first?.value);
  expect(again).not.toBe(first);
});
