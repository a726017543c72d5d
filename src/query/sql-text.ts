import type { Comparison, Wildcard } from './filter.ts';
import { fold } from './fold.ts';
import type { SqlParams } from './sql-params.ts';

/** Makes the condition on one text, given its expression. */
export type SqlTest = (expression: string) => string;

/** A pattern of LIKE, its own characters escaped. */
export function likePattern(pattern: Wildcard): string {
  return pattern.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');
}

export function sqlEquals(params: SqlParams, value: string, ignoreCase: boolean): SqlTest {
  const wanted = params.bind(ignoreCase ? fold(value) : value);
  return (text) => `${folded(text, ignoreCase)} = ${wanted}`;
}

export function sqlWildcard(params: SqlParams, pattern: Wildcard, ignoreCase: boolean): SqlTest {
  const wanted = params.bind(likePattern(ignoreCase ? pattern.map(fold) : pattern));
  return (text) => `${folded(text, ignoreCase)} LIKE ${wanted}`;
}

export function sqlCompare(params: SqlParams, than: Comparison, value: string): SqlTest {
  const bound = params.bind(value);
  return (text) => `(${text} != '' AND ${text} ${than} ${bound})`;
}

function folded(text: string, ignoreCase: boolean): string {
  return ignoreCase ? `lowerUTF8(${text})` : text;
}
