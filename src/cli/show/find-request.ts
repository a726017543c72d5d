import { VerbatimError } from '../../errors.ts';
import { lineBatches } from '../client/lines.ts';
import type { Events, SearchRequest } from '../events.ts';
import { type Item, parseItem } from '../item.ts';
import { compareStages } from './stages.ts';

/** One stage of a request: what it says, and the JSON text that said it. */
export interface Stage {
  readonly item: Item;
  readonly json: string;
}

export interface FoundRequest {
  /** In the order in which they were reached. */
  readonly stages: readonly Stage[];
  /** Asks for the same stages again, in any view; `undefined` for a record that belongs to no request. */
  readonly query: string | undefined;
  /** Whether more records carry this id than are shown. */
  readonly more: boolean;
}

/** A request has at most four stages and a few API servers; a client that chooses ids can give one to very many. */
export const MAX_STAGES = 100;

/**
 * Everything known about one request, by its auditID or by the id of one of its records. NOT_FOUND if there is neither.
 */
export async function findRequest(events: Events, id: string): Promise<FoundRequest> {
  for (const query of queriesFor(id)) {
    const found = await stagesOf(events, query);
    if (found.stages.length > 0) return found;
  }
  const json = await events.record(id);
  if (json === undefined) throw new VerbatimError('NOT_FOUND', `No event has the auditID or the record id "${id}".`);
  const item = parseItem(json);
  if (item.event.auditID) {
    const found = await stagesOf(events, exactly(item.event.auditID));
    if (found.stages.length > 0) return found;
  }
  return { stages: [{ item, json }], query: undefined, more: false };
}

/** Every record of that auditID, oldest first. */
export function requestSearch(query: string, view: SearchRequest['view'], limit: number): SearchRequest {
  return { query, clusters: [], order: 'asc', limit, view };
}

async function stagesOf(events: Events, query: string): Promise<FoundRequest> {
  const found: Stage[] = [];
  for await (const batch of lineBatches(events.search(requestSearch(query, 'envelope', MAX_STAGES + 1)))) {
    for (const json of batch) found.push({ item: parseItem(json), json });
  }
  const stages = found.slice(0, MAX_STAGES).sort((a, b) => compareStages(a.item, b.item));
  return { stages, query, more: found.length > MAX_STAGES };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A UUID is the same in either case (RFC 9562); asked for as it is written first, as that is found much faster. */
function queriesFor(auditId: string): readonly string[] {
  return UUID.test(auditId) ? [exactly(auditId), `auditID: ~${auditId}`] : [exactly(auditId)];
}

function exactly(auditId: string): string {
  return `auditID: ${quoted(auditId)}`;
}

/** A literal of the query language. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
