import { VerbatimError } from '../errors.ts';
import { cutNames } from '../query/name-list.ts';
import { MAX_FACETS } from './contract.ts';

/**
 * The names in a list that is separated by commas; a key between quotation marks may hold one. Throws REQUEST_INVALID where
 * there are none or too many, QUERY_SYNTAX where a quotation mark is not closed.
 */
export function namedFields(list: string, most: number = MAX_FACETS): string[] {
  const names = [...new Set(cutNames(list))];
  if (names.length > 0 && names.length <= most) return names;
  const found = names.length === 0 ? 'none' : `${names.length}`;
  throw new VerbatimError(
    'REQUEST_INVALID',
    `fields takes 1 to ${most} names, separated by commas; there are ${found}.`,
  );
}
