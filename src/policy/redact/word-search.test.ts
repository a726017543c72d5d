import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK_BYTES, WORDS_AT_ONCE } from './word-scan.ts';
import { createWordSearch } from './word-search.ts';

const WORDS = [
  'secret',
  '[.:"]eyJ[h-z0-6]\\w',
  'token[^a-z]',
  'PRIVATE KEY',
  '\\\\u00[4-7][0-9a-f]',
  'abcabc',
  'bcabca',
];

const [exactly, anyCase] = [false, true].map((ignoresCase) =>
  createWordSearch(WORDS.map((word) => ({ word, ignoresCase, tell: word }))),
);

function found(ignoresCase: boolean, bytes: Uint8Array): string[] {
  const places: string[] = [];
  const search = ignoresCase ? anyCase : exactly;
  search?.(bytes, (word, at) => places.push(`${word} at ${at}`) > 0);
  return places.sort();
}

/** What the same characters find as a regular expression, one place after the other. */
function expected(words: readonly string[], ignoresCase: boolean, text: string): string[] {
  const lasts = words.map((word) => (word.match(/\[(?:\\.|[^\]\\])+\]|\\.|./g) ?? []).slice(-6).join(''));
  return lasts
    .flatMap((last, i) =>
      Array.from(
        text.matchAll(new RegExp(`(?=${last})`, ignoresCase ? 'gi' : 'g')),
        ({ index }) => `${words[i]} at ${index}`,
      ),
    )
    .sort();
}

test('words are found wherever they stand, and nothing else', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'secret',
      'SeCret',
      '.eyJhX',
      'token"',
      'tokens',
      'PRIVATE KEY',
      '\\u0061',
      'abcabcabca',
      'sec',
      'ret',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.nat(7), fc.boolean(), (pieces, offset, ignoresCase) => {
      const text = pieces.join('');
      const whole = Buffer.from(`${'x'.repeat(offset)}${text}secret`);
      const bytes = new Uint8Array(new Uint8Array(whole).buffer, offset, Buffer.byteLength(text));
      expect(found(ignoresCase, bytes)).toEqual(expected(WORDS, ignoresCase, Buffer.from(text).toString('latin1')));
    }),
    { numRuns: 500 },
  );
});

test('a long text is searched in parts, and words across their ends are found once', () => {
  for (let at = CHUNK_BYTES - 12; at < CHUNK_BYTES + 12; at++) {
    const text = `${' '.repeat(at)}secret${'.'.repeat(CHUNK_BYTES - 6)}PRIVATE KEY`;
    expect(found(true, Buffer.from(text))).toEqual(expected(WORDS, true, text));
  }
});

test('more words than are compared at once are each told apart', () => {
  const words = Array.from({ length: 2 * WORDS_AT_ONCE + 1 }, (_, i) => `word${String(i).padStart(4, '0')}`);
  const search = createWordSearch(words.map((word) => ({ word, ignoresCase: false, tell: word })));
  const told: string[] = [];
  search(Buffer.from(words.join(' ')), (word) => told.push(word) > 0);
  expect(told).toEqual(words);
});

test('a search ends when it is told to', () => {
  let times = 0;
  const search = createWordSearch([{ word: 'secret', ignoresCase: false, tell: 1 }]);
  search(Buffer.from('secret '.repeat(100)), () => ++times < 3);
  expect(times).toBe(3);
});

test('a word of less than six characters is refused', () => {
  expect(() => createWordSearch([{ word: '[a-z]oken', ignoresCase: false, tell: 1 }])).toThrow('six');
});
