import { parseQuery } from './parse-query.ts';
import { type Condition, someCondition } from './some-condition.ts';

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
    return someCondition(parseQuery(query, ANY_TIME), isOfStage) ? 'all' : 'last';
  } catch {
    return 'last';
  }
}

function isOfStage(condition: Condition): boolean {
  return condition.op !== 'text' && condition.field.field.name === 'stage';
}
