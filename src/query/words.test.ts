import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { containsPhrase, phrasePattern, searchableJson, wordsOf } from './words.ts';

describe('wordsOf', () => {
  it.each([
    ['DB-Password', ['db', 'password']],
    ['/api/v1/pods?limit=500', ['api', 'v1', 'pods', 'limit', '500']],
    ['snake_case.Zoë', ['snake', 'case', 'zoë']],
    ['日本 語', ['日本', '語']],
    ['--', []],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));
});

const CASES: readonly [text: string, words: string, open: '' | '*_' | '_*' | '*_*', found: boolean][] = [
  ['the DB-password', 'db password', '', true],
  ['db password', 'db password', '', true],
  ['db..password', 'db password', '', true],
  ['dbpassword', 'db password', '', false],
  ['password db', 'db password', '', false],
  ['db of password', 'db password', '', false],
  ['adb-password', 'db password', '', false],
  ['adb-password', 'db password', '*_', true],
  ['db-passwords', 'db password', '', false],
  ['db-passwords', 'db password', '_*', true],
  ['adb-passwords', 'db password', '*_*', true],
  ['dbx-password', 'db password', '*_*', false],
  ['aa-a', 'a', '', true],
  ['db db password', 'db password', '', true],
  ['éa', 'a', '', false],
  ['', 'a', '', false],
];

describe('a phrase', () => {
  it.each(CASES)('%j: %s %s is %s', (text, words, open, found) => {
    const phrase = { words: words.split(' '), openStart: open.startsWith('*'), openEnd: open.endsWith('*') };
    expect(containsPhrase(fold(text), phrase)).toBe(found);
    const pattern = phrasePattern(phrase).replaceAll('\\A', '^').replaceAll('\\z', '$');
    expect(new RegExp(pattern).test(fold(text)), 'as a pattern').toBe(found);
  });
});

describe('searchableJson', () => {
  it.each([
    [{ a: 'curl\nevil' }, 'curl evil', true],
    [{ a: '<b>&' }, 'b', true],
    [{ a: 'é"x\\y' }, 'x y', true],
    [{ key: 'value' }, 'key', true],
    [{ key: 'value' }, 'key value', false],
    [{ a: ['x', 'y'] }, 'x y', false],
    [{ port: 8080 }, '8080', true],
    [{ a: '\u0001b' }, 'b', true],
  ])('%j: %s is %s', (value, words, found) => {
    const phrase = { words: words.split(' '), openStart: false, openEnd: false };
    expect(containsPhrase(fold(searchableJson(JSON.stringify(value))), phrase)).toBe(found);
  });

  it('reads escapes as the engine does', () => {
    expect(searchableJson('{"\\u0061":"\\u00e9\\\\u0041\\n"}')).toBe('{\x7fa\x7f:\x7fé u0041 \x7f}');
  });
});
