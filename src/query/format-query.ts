import type { FieldPath } from '../event/fields.ts';
import { escapeBare, quote } from './escape.ts';
import type { Filter, Phrase } from './filter.ts';
import { keysBeforeOpen } from './open-keys.ts';

type Joined = Extract<Filter, { op: 'and' | 'or' }>;

/** The text of a query that selects what the filter does: reading it back gives an equivalent filter. */
export function formatQuery(filter: Filter): string {
  return filter.op === 'all' ? '' : format(filter);
}

function format(filter: Filter): string {
  switch (filter.op) {
    case 'all':
      return '*';
    case 'and':
    case 'or':
      return formatJoined(filter);
    case 'not':
      return `not ${formatOperand(filter.of)}`;
    case 'exists':
      return `${formatField(filter.field)}: *`;
    case 'equals':
      return `${formatField(filter.field)}: ${mark(filter.ignoreCase)}${formatValue(filter.value)}`;
    case 'wildcard':
      return `${formatField(filter.field)}: ${mark(filter.ignoreCase)}${filter.pattern.map(escapeBare).join('*')}`;
    case 'compare':
      return `${formatField(filter.field)} ${filter.than} ${formatValue(filter.value)}`;
    case 'network':
      return `${formatField(filter.field)}: ${quote(filter.network)}`;
    case 'text':
      return formatPhrase(filter);
  }
}

/** Nothing joined by `and` is everything; nothing joined by `or` is nothing. */
function formatJoined({ op, of }: Joined): string {
  if (of.length === 0) return op === 'and' ? '*' : 'not *';
  if (of.length === 1) return format(of[0] as Filter);
  return of.map(formatOperand).join(` ${op} `);
}

function formatOperand(filter: Filter): string {
  const isJoined = (filter.op === 'and' || filter.op === 'or') && filter.of.length > 1;
  return isJoined ? `(${format(filter)})` : format(filter);
}

const PLAIN_KEY = /^[A-Za-z_][\w/-]*$/;
const KEYWORD = /^(?:and|or|not)$/i;

/** The name of a field with the keys that follow it, as a query takes it. */
export function formatField({ field, keys }: FieldPath): string {
  const open = field.type === 'body' ? keysBeforeOpen(keys) : keys.length;
  // One quoted key is enough to keep them apart.
  const joins = keys.length - open > 1 && keys.slice(open).every(isPlain);
  const parts = keys.map((key, at) => (isPlain(key) && !(joins && at >= open) ? key : quote(key)));
  return [field.name, ...parts].join('.');
}

function isPlain(key: string): boolean {
  return PLAIN_KEY.test(key) && !KEYWORD.test(key);
}

const PLAIN_VALUE = /^[A-Za-z0-9_/@+-][\w/@+.-]*$/;

function formatValue(value: string): string {
  return PLAIN_VALUE.test(value) && !KEYWORD.test(value) ? value : quote(value);
}

function mark(ignoreCase: boolean): string {
  return ignoreCase ? '~' : '';
}

function formatPhrase({ words, openStart, openEnd, isSentence }: Phrase): string {
  if (words.length === 1 && !openStart && !openEnd) return formatValue(words[0] as string);
  if (isSentence && !openStart && !openEnd) return `"${words.join(' ')}"`;
  return `${openStart ? '*' : ''}${words.map(escapeBare).join('-')}${openEnd ? '*' : ''}`;
}
