import { VerbatimError } from '../errors.ts';
import { tokenize } from '../query/lexer.ts';
import { MAX_FACETS } from './contract.ts';

/**
 * The names in a list that is separated by commas; a key between quotation marks may hold one. Throws REQUEST_INVALID where
 * there are none or too many, QUERY_SYNTAX where a quotation mark is not closed.
 */
export function namedFields(list: string, most: number = MAX_FACETS): string[] {
  const names = [...new Set(cutAtCommas(list))];
  if (names.length > 0 && names.length <= most) return names;
  const found = names.length === 0 ? 'none' : `${names.length}`;
  throw new VerbatimError(
    'REQUEST_INVALID',
    `fields takes 1 to ${most} names, separated by commas; there are ${found}.`,
  );
}

function cutAtCommas(list: string): string[] {
  const quoted = tokenize(list).filter(({ kind }) => kind === 'quoted');
  const isQuoted = (at: number) => quoted.some(({ start, end }) => at >= start && at < end);
  const commas = [...list.matchAll(/,/g)].map(({ index }) => index).filter((at) => !isQuoted(at));
  return [...commas, list.length]
    .map((end, i) => list.slice(i === 0 ? 0 : (commas[i - 1] ?? 0) + 1, end).trim())
    .filter((name) => name !== '');
}
