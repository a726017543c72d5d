import type { FieldPath } from '../event/fields.ts';

/**
 * What a question selects. Every way of asking compiles to this tree, and both back ends (`to-sql`, `to-predicate`)
 * give the same answer for every tree. A list field matches if one element does; a missing value is `''`, `0` or empty.
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
  | { readonly op: 'text'; readonly words: string };

export type Comparison = '<' | '<=' | '>' | '>=';

/** The literal parts between the stars: `a*b*` → `['a', 'b', '']`. */
export type Wildcard = readonly string[];

/** A condition in the store's dialect; every value of the question is a bound parameter. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
}
