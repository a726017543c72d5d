import { READING_VERBS } from '../../history/acts.ts';
import { escapeBare } from '../../query/escape.ts';
import type { ObjectsQuery } from './contract.ts';

/** Words of one search that are looked at; each is three conditions. */
const MAX_WORDS = 8;

/** The query for the objects that a search means. */
export function objectsQuery({ prefix = '', query = '', reads = false }: ObjectsQuery): string {
  const words = prefix.split(/[\s/]+/).filter((word) => word !== '' && word !== '-');
  const conditions = words.slice(0, MAX_WORDS).map(wordCondition);
  if (!reads) conditions.unshift(`not verb: (${READING_VERBS.join(' or ')})`);
  if (query.trim() !== '') conditions.push(`(${query})`);
  return conditions.join(' and ');
}

function wordCondition(word: string): string {
  const text = escapeBare(word);
  return `(objectRef.name: *${text}* or objectRef.namespace: ${text}* or objectRef.resource: ${text}*)`;
}
