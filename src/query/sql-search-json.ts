import type { Phrase } from './filter.ts';
import { fold } from './fold.ts';
import type { SearchedTexts } from './mapping.ts';
import type { SqlParams } from './sql-params.ts';
import { containsPhrase } from './words.ts';

type Json = NonNullable<SearchedTexts['json']>;

/** Letters whose folding the engine's searches without case know. */
const ASCII_WORD = /^[0-9a-z]+$/;
/** The Kelvin sign folds to k, which the search for a word does not know. */
const KELVIN_SIGN = '\u212a';
/** What may part two words in JSON text: other characters, and escapes that stand for them. */
const GAP = '(?:[\\x00-/:-@\\[-`{-\\x7f]|\\\\u[0-9a-fA-F]{4}|\\\\[bfnrt])+';

/**
 * Conditions that a JSON text must meet for one of its strings to hold the phrase. They are cheap, so they come before
 * any decoding; a text with `\uXXXX` in it passes, because that may hide a word.
 */
export function sqlMentionsPhrase(params: SqlParams, json: Json, phrase: Phrase): string[] {
  if (json.butFor.some((text) => containsPhrase(fold(text), phrase))) return [];
  if (!phrase.words.every((word) => ASCII_WORD.test(word))) return [];
  const hidden = `multiSearchAny(${json.text}, ['\\\\u', ${params.bind(KELVIN_SIGN)}])`;
  const words = phrase.words.map((word) => `positionCaseInsensitive(${json.text}, ${params.bind(word)}) > 0`);
  const together =
    phrase.words.length < 2 ? [] : [`match(${json.text}, ${params.bind(`(?i)${phrase.words.join(GAP)}`)})`];
  return [...words, ...together].map((mention) => `(${mention} OR ${hidden})`);
}
