import type { Phrase } from './filter.ts';
import type { Mapping } from './mapping.ts';
import type { SqlParams } from './sql-params.ts';
import { sqlMentionsPhrase } from './sql-search-json.ts';
import { isStoredUuid } from './uuid.ts';
import { isHexadecimal, phrasePattern } from './words.ts';

/**
 * A search of all text. Where words must be whole, it is two conditions: an index can answer the first, which misses
 * nothing, before the second reads any text. A single whole word needs only the first. Names are looked through in both,
 * which costs little where they have a dictionary.
 */
export function sqlSearch(params: SqlParams, mapping: Mapping, phrase: Phrase): string {
  const { search } = mapping;
  const pattern = params.bind(phrasePattern(phrase));
  const elsewhere = [
    ...search.names.map((names) => `match(${names}, ${pattern})`),
    ...sqlElsewhere(params, mapping, phrase, pattern),
  ];
  const whole = wholeWords(phrase);
  const exact = anyOf([`match(${search.joined}, ${pattern})`, ...elsewhere]);
  if (search.json) return `(${[...sqlMentionsPhrase(params, search.json, phrase), exact].join(' AND ')})`;
  if (whole.length === 0) return exact;
  const indexed = anyOf([`hasAllTokens(${search.joined}, ${params.bind(whole, 'Array(String)')})`, ...elsewhere]);
  return phrase.words.length === 1 ? indexed : `(${indexed} AND ${exact})`;
}

/** The words that cannot go on at an open side. */
function wholeWords({ words, openStart, openEnd }: Phrase): readonly string[] {
  return words.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
}

function sqlElsewhere(params: SqlParams, mapping: Mapping, phrase: Phrase, pattern: string): string[] {
  const { texts, lists } = isHexadecimal(phrase) ? mapping.search.hexadecimal : { texts: [], lists: [] };
  const uuid = phrase.openStart || phrase.openEnd ? '' : phrase.words.join('-');
  return [
    ...(isStoredUuid(uuid) ? [`${mapping.uuid} = toUUID(${params.bind(uuid)})`] : []),
    ...texts.map((text) => `match(lowerUTF8(${text}), ${pattern})`),
    ...lists.map((list) => `arrayExists(x -> match(lowerUTF8(x), ${pattern}), ${list})`),
  ];
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' OR ')})`;
}
