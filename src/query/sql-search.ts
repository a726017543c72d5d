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
  const { json } = mapping.search;
  const { indexed, elsewhere, holds } = conditionsOf(params, mapping, phrase);
  const exact = anyOf([holds(mapping.search.joined), ...elsewhere]);
  if (json) return `(${[...sqlMentionsPhrase(params, json, phrase), exact].join(' AND ')})`;
  if (!indexed) return exact;
  const found = anyOf([indexed, ...elsewhere]);
  return phrase.words.length === 1 ? found : `(${found} AND ${exact})`;
}

/**
 * The same as two conditions that exclude each other, where that costs less: the events that have the phrase where it likely
 * is or among the names, and all others. Of those, only few are left for which every text is read.
 */
export function sqlSearchApart(params: SqlParams, mapping: Mapping, phrase: Phrase): [string, string] | undefined {
  const { joined, likely, json } = mapping.search;
  if (phrase.words.length === 1 || likely === undefined || json) return undefined;
  const { indexed, elsewhere, holds } = conditionsOf(params, mapping, phrase);
  if (!indexed || elsewhere.length === 0) return undefined;
  const first = anyOf([holds(likely), ...elsewhere]);
  // One condition on the names: each of its own, the engine would look at them first, and in every row.
  const unlikely = [indexed, `NOT ${holds(likely)}`, `NOT (${elsewhere.join(' OR ')})`, holds(joined)];
  return [`(${anyOf([indexed, ...elsewhere])} AND ${first})`, `(${unlikely.join(' AND ')})`];
}

interface SearchConditions {
  /** What the index answers: all whole words are in the joined texts. `undefined` where no word is whole. */
  readonly indexed: string | undefined;
  /** The phrase is in a text that is not among the joined ones. */
  readonly elsewhere: readonly string[];
  /** The phrase is in a text. */
  readonly holds: (text: string) => string;
}

function conditionsOf(params: SqlParams, mapping: Mapping, phrase: Phrase): SearchConditions {
  const { search } = mapping;
  const pattern = params.bind(phrasePattern(phrase));
  const holds = (text: string) => `match(${text}, ${pattern})`;
  const elsewhere = [...search.names.map(holds), ...sqlElsewhere(params, mapping, phrase, holds)];
  const whole = wholeWords(phrase);
  const indexed =
    whole.length > 0 && !search.json
      ? `hasAllTokens(${search.joined}, ${params.bind(whole, 'Array(String)')})`
      : undefined;
  return { indexed, elsewhere, holds };
}

/** The words that cannot go on at an open side. */
function wholeWords({ words, openStart, openEnd }: Phrase): readonly string[] {
  return words.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
}

function sqlElsewhere(params: SqlParams, mapping: Mapping, phrase: Phrase, holds: SearchConditions['holds']): string[] {
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
