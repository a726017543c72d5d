import type { Phrase } from './filter.ts';
import type { Mapping } from './mapping.ts';
import type { SqlParams } from './sql-params.ts';
import { sqlMentionsPhrase } from './sql-search-json.ts';
import { isStoredUuid } from './uuid.ts';
import { isHexadecimal, phrasePattern } from './words.ts';

interface SearchCondition {
  readonly sql: string;
  /**
   * The same as two conditions that exclude each other: the events that have the phrase where sentences mostly stand, or among
   * the names, and all others. Of those, only few are left for which every text is read. Only for a phrase that may be a sentence.
   */
  readonly exclusive?: readonly [string, string];
}

/**
 * A search of all text. Where words must be whole, it is two conditions: an index can answer the first, which misses
 * nothing, before the second reads any text. A single whole word needs only the first. Names are looked through in both,
 * which costs little where they have a dictionary.
 */
export function sqlSearch(params: SqlParams, mapping: Mapping, phrase: Phrase): SearchCondition {
  const { joined, json, names, sentences } = mapping.search;
  const pattern = params.bind(phrasePattern(phrase));
  const holds = (text: string) => `match(${text}, ${pattern})`;
  const elsewhere = [...names.map(holds), ...sqlElsewhere(params, mapping, phrase, holds)];
  const exact = anyOf([holds(joined), ...elsewhere]);
  if (json) return { sql: `(${[...sqlMentionsPhrase(params, json, phrase), exact].join(' AND ')})` };
  const whole = wholeWords(phrase);
  if (whole.length === 0) return { sql: exact };
  const indexed = `hasAllTokens(${joined}, ${params.bind(whole, 'Array(String)')})`;
  const found = anyOf([indexed, ...elsewhere]);
  if (phrase.words.length === 1) return { sql: found };
  const sql = `(${found} AND ${exact})`;
  if (!phrase.isSentence || sentences === undefined || elsewhere.length === 0) return { sql };
  const likely = `(${found} AND ${anyOf([holds(sentences), ...elsewhere])})`;
  // One condition on the names: each of its own, the engine would look at them first, and in every row.
  const others = [indexed, `NOT ${holds(sentences)}`, `NOT ${anyOf(elsewhere)}`, holds(joined)];
  return { sql, exclusive: [likely, `(${others.join(' AND ')})`] };
}

/** The words that cannot go on at an open side. */
function wholeWords({ words, openStart, openEnd }: Phrase): readonly string[] {
  return words.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
}

function sqlElsewhere(params: SqlParams, mapping: Mapping, phrase: Phrase, holds: (text: string) => string): string[] {
  const { texts, lists } = isHexadecimal(phrase) ? mapping.search.hexadecimal : { texts: [], lists: [] };
  const uuid = phrase.openStart || phrase.openEnd ? '' : phrase.words.join('-');
  return [
    ...(isStoredUuid(uuid) ? [`${mapping.uuid} = toUUID(${params.bind(uuid)})`] : []),
    ...texts.map((text) => holds(`lowerUTF8(${text})`)),
    ...lists.map((list) => `arrayExists(x -> ${holds('lowerUTF8(x)')}, ${list})`),
  ];
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' OR ')})`;
}
