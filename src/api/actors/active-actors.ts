import { fieldOf } from '../../event/fields.ts';
import { isOfKind, kindOf } from '../../query/actors/kinds.ts';
import { countedStages } from '../../query/counted-stages.ts';
import type { Filter } from '../../query/filter.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import type { ActiveActorsAnswer, ActiveActorsQuery } from './contract.ts';

export const DEFAULT_ACTIVE = 100;

/** Who acted, the most active first. Throws QUERY_… or TIME_INVALID. */
export async function activeActors(
  events: ScopedEvents,
  { search = '', kind, limit = DEFAULT_ACTIVE, stages: asked, ...question }: ActiveActorsQuery,
  signal: AbortSignal,
): Promise<ActiveActorsAnswer> {
  const stages = asked ?? countedStages(question.query ?? '');
  const wanted: Filter[] = [
    ...(search === '' ? [] : [called(search)]),
    ...(kind === undefined ? [] : [isOfKind(kind)]),
  ];
  const answers = events.ask(question, { op: 'and', of: wanted });
  const found = await answers.groups('actor', { limit: limit + 1, stages, signal });
  const actors = found.slice(0, limit).map(({ value: name, ...rest }) => {
    const aliases = events.aliasesOf(name).length;
    return { name, kind: kindOf(name), ...(aliases > 0 ? { aliases } : {}), ...rest };
  });
  return { actors, more: found.length > limit };
}

/** Whose name holds a text, in whatever case. */
function called(text: string): Filter {
  const field = fieldOf('actor');
  return field
    ? { op: 'wildcard', field: { field, keys: [] }, pattern: ['', text, ''], ignoreCase: true }
    : { op: 'all' };
}
