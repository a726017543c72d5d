import type { Filter } from './filter.ts';
import { parseQuery } from './parse-query.ts';

/** Which stages of requests are counted: the one that ended each, so that requests are counted, or every recorded one. */
type Counted = 'last' | 'all';

/** What is asked for does not depend on when; relative times are to reach back from here, in microseconds since the epoch. */
const ANY_TIME = Date.UTC(2100, 0) * 1000;

/**
 * What is counted where a question does not say: requests, but all stages where its query asks for stages, which would
 * otherwise find events and count none. Of a query that is wrong, whoever answers it says so.
 */
export function countedStages(query: string): Counted {
  try {
    return asksForStages(parseQuery(query, ANY_TIME)) ? 'all' : 'last';
  } catch {
    return 'last';
  }
}

function asksForStages(filter: Filter): boolean {
  switch (filter.op) {
    case 'all':
    case 'text':
      return false;
    case 'and':
    case 'or':
      return filter.of.some(asksForStages);
    case 'not':
      return asksForStages(filter.of);
    default:
      return filter.field.field.name === 'stage';
  }
}
