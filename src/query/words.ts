import type { Phrase } from './filter.ts';
import { fold } from './fold.ts';

/**
 * Search of all text. A word is a run of ASCII letters, ASCII digits and characters beyond ASCII, the engine's
 * `splitByNonAlpha`. A phrase matches where its words stand one after another, whole, in one text, case ignored.
 */

/** Stands between the strings of one JSON text; no phrase goes across it. */
export const BOUNDARY = '\x7f';

const WORD = /[0-9a-z\u0080-\u{10ffff}]+/gu;

/** The words of a text, in lower case. */
export function wordsOf(text: string): string[] {
  return fold(text).match(WORD) ?? [];
}

/**
 * Addresses and numbers are searched only for words that can be in one: in an index their many short words would cost
 * more than all others, and prove little.
 */
export function isHexadecimal(phrase: Phrase): boolean {
  return phrase.words.every((word) => /^[0-9a-f]+$/.test(word));
}

export function isWordUnit(unit: number): boolean {
  return (
    unit >= 0x80 || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)
  );
}

/** Whether the phrase stands in a text that is folded already. */
export function containsPhrase(folded: string, phrase: Phrase): boolean {
  const first = phrase.words[0] as string;
  for (let at = folded.indexOf(first); at >= 0; at = folded.indexOf(first, at + 1)) {
    if (!phrase.openStart && at > 0 && isWordUnit(folded.charCodeAt(at - 1))) continue;
    if (continues(folded, at + first.length, phrase)) return true;
  }
  return false;
}

function continues(folded: string, from: number, phrase: Phrase): boolean {
  let at = from;
  for (let index = 1; index < phrase.words.length; index++) {
    const word = phrase.words[index] as string;
    const start = skipGap(folded, at);
    if (start === at || !folded.startsWith(word, start)) return false;
    at = start + word.length;
  }
  return phrase.openEnd || at === folded.length || !isWordUnit(folded.charCodeAt(at));
}

function skipGap(folded: string, from: number): number {
  let at = from;
  while (at < folded.length && folded[at] !== BOUNDARY && !isWordUnit(folded.charCodeAt(at))) at++;
  return at;
}

/** A JSON text as it is searched: keys and strings decoded and kept apart, numbers as they are written. */
export function searchableJson(json: string): string {
  return json
    .replace(/\\[^u]/g, ' ')
    .replace(/"/g, BOUNDARY)
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The phrase as a pattern of RE2, for a folded text. Words hold letters and digits only, so none needs escaping. */
export function phrasePattern(phrase: Phrase): string {
  const other = '[\\x00-/:-`{-\\x7f]';
  const gap = '[\\x00-/:-`{-\\x7e]+';
  const start = phrase.openStart ? '' : `(?:\\A|${other})`;
  const end = phrase.openEnd ? '' : `(?:\\z|${other})`;
  return `${start}${phrase.words.join(gap)}${end}`;
}
