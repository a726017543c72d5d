import type { Filter } from '../../filter.ts';
import { MAX_QUERY_TERMS } from '../../limits.ts';
import { evaluate } from './evaluate.ts';
import { ALL, countTerms } from './filters.ts';
import { parseProgram } from './parse.ts';
import { EVENT } from './value.ts';

/** Words by which a program looks beyond the one event, ends early, or tells of events that it gives nothing for. */
const BEYOND_ONE_EVENT = /\b(?:inputs?|input_line_number|halt|halt_error|debug|stderr)\b/;

/**
 * A filter that every event satisfies for which jq's program gives anything: an engine may leave all others out before jq
 * sees them. `{op: 'all'}` where none can be told. It takes a field of the event to hold what its type says or to be
 * missing.
 */
export function pushDown(program: string): Filter {
  if (BEYOND_ONE_EVENT.test(program)) return ALL;
  const { emits } = evaluate(parseProgram(program), EVENT);
  return countTerms(emits) > MAX_QUERY_TERMS ? ALL : emits;
}
