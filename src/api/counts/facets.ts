import { countedStages } from '../../query/counted-stages.ts';
import type { Answers } from '../access/scoped-events.ts';
import { namedFields } from '../field-list.ts';
import { DEFAULT_SPLIT, type FacetsAnswer, type FacetsQuery } from './contract.ts';
import { ASKED_BUCKETS, answerOf, dividedAnswerOf } from './histogram-answer.ts';
import { planOf } from './plan.ts';

/**
 * How many there are, the most frequent values of several fields and, if asked for, counts over time. Throws TIME_INVALID,
 * QUERY_FIELD, or REQUEST_INVALID.
 */
export async function facetsOf(
  answers: Pick<Answers, 'facets' | 'span' | 'asked'>,
  query: FacetsQuery,
  signal: AbortSignal,
): Promise<FacetsAnswer> {
  const { limit = 5, split, top = DEFAULT_SPLIT, stages = countedStages(query.query ?? '') } = query;
  const fields = namedFields(query.fields);
  const options = { stages, signal };
  const plan = query.buckets === undefined ? undefined : await planOf(answers, { ...query, by: 'auto' }, options);
  const overTime = plan && { key: plan.key, limit: ASKED_BUCKETS, split, top };
  const { count, facets, buckets = [] } = await answers.facets(fields, { ...options, limit, overTime });
  return {
    count,
    facets: facets.map(({ items, more }, i) => ({ field: fields[i] ?? '', items: [...items], more })),
    ...(plan ? { histogram: split === undefined ? answerOf(plan, buckets) : dividedAnswerOf(plan, buckets) } : {}),
  };
}
