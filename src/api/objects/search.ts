import { READING_VERBS, WAYS_IN } from '../../history/acts.ts';
import { escapeBare } from '../../query/escape.ts';
import type { ObjectsQuery } from './contract.ts';

/** Words of one search that are looked at; each is three conditions. */
const MAX_WORDS = 8;

/** What happens all the time and changes nothing that anybody wants: reports of status, heartbeats, ways in, tokens. */
const NO_CHANGE = `objectRef.subresource: (status or token or ${WAYS_IN.join(' or ')}) or objectRef.resource: (events or leases)`;

/** The query for the objects that a search means. */
export function objectsQuery({ prefix = '', query = '', reads = false }: ObjectsQuery): string {
  const words = prefix.split(/[\s/]+/).filter((word) => word !== '' && word !== '-');
  const conditions = words.slice(0, MAX_WORDS).map(wordCondition);
  if (!reads) conditions.unshift(`not verb: (${READING_VERBS.join(' or ')}) and not (${NO_CHANGE})`);
  if (query.trim() !== '') conditions.push(`(${query})`);
  return conditions.join(' and ');
}

function wordCondition(word: string): string {
  const text = escapeBare(word);
  return `(objectRef.name: *${text}* or objectRef.namespace: ${text}* or objectRef.resource: ${text}*)`;
}
