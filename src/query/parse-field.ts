import type { FieldPath } from '../event/fields.ts';
import { tokenize } from './lexer.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';
import { readName, resolveName } from './name.ts';
import { queryError } from './query-error.ts';

/**
 * Reads the name of one field as a query writes it, keys included: `user`, `annotations."a.b/c"`.
 * Throws QUERY_SYNTAX, QUERY_FIELD or QUERY_TOO_LARGE.
 */
export function parseField(text: string): FieldPath {
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_QUERY_LENGTH) throw queryError('QUERY_TOO_LARGE', whole, 'this is no name of a field');
  const tokens = tokenize(text).slice(0, -1);
  const isOne = tokens.length > 0 && tokens.every((token, at) => at === 0 || token.start === tokens[at - 1]?.end);
  if (!isOne || !tokens.every(({ kind }) => kind === 'word' || kind === 'quoted')) {
    throw queryError('QUERY_SYNTAX', whole, 'this is no name of a field', ['a name such as user.username']);
  }
  const [found, ...more] = resolveName(readName(tokens));
  if (found && more.length === 0) return found;
  throw queryError('QUERY_FIELD', whole, 'this name means several fields', ['one field']);
}
