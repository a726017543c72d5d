import type { FieldPath } from '../event/fields.ts';

/**
 * What a question selects. Every way of asking compiles to this tree, and both back ends (`to-sql`, `to-predicate`)
 * give the same answer for every tree. A condition is true or false, never unknown; `not` is plain negation.
 *
 * - A list field matches if one element does; so does a `map` or `lists` field without a key.
 * - A missing value equals and compares (`<` …) with nothing; `''` and `0` equal what the event itself has as that, where
 *   its own JSON says so. For `exists` and `compare`, `''` and `0` are missing.
 * - `integer` values are decimal text, `time` values RFC 3339 in UTC with six digits.
 * - `compare` is not for `ips`; it orders text by code points. A body's numbers compare with numeric values, its strings with other ones.
 * - `text` finds consecutive words of one field, ignoring case: see `words.ts`.
 */
export type Filter =
  | { readonly op: 'all' }
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'exists'; readonly field: FieldPath }
  | { readonly op: 'equals'; readonly field: FieldPath; readonly value: string; readonly ignoreCase: boolean }
  | { readonly op: 'wildcard'; readonly field: FieldPath; readonly pattern: Wildcard; readonly ignoreCase: boolean }
  | { readonly op: 'compare'; readonly field: FieldPath; readonly than: Comparison; readonly value: string }
  | { readonly op: 'network'; readonly field: FieldPath; readonly network: string }
  | ({ readonly op: 'text' } & Phrase);

export type Comparison = '<' | '<=' | '>' | '>=';

/** The literal parts between the stars, at least two and not all empty: `a*b*` → `['a', 'b', '']`. */
export type Wildcard = readonly string[];

/** Words that stand one after another; with an open side, the outermost word may go on there. */
export interface Phrase {
  /** At least one word, in lower case, of letters and digits only. */
  readonly words: readonly string[];
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** Written with spaces, as sentences are; where other signs part its words, it is likely a name. Means nothing for what it finds. */
  readonly isSentence?: boolean;
}

/** A condition in the store's dialect; every value of the question is a bound parameter. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The same as several conditions, of which no event meets two, where to count by each costs less. The parameters are the same. */
  readonly exclusive?: readonly string[];
}
