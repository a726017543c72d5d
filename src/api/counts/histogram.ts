import { countedStages } from '../../query/counted-stages.ts';
import type { Answers } from '../access/scoped-events.ts';
import { DEFAULT_SPLIT, type HistogramAnswer, type HistogramQuery } from './contract.ts';
import { ASKED_BUCKETS, answerOf, dividedAnswerOf } from './histogram-answer.ts';
import { planOf } from './plan.ts';

/** Counts over time. Throws TIME_INVALID, QUERY_FIELD, or REQUEST_INVALID where there are too many buckets. */
export async function histogramOf(
  answers: Pick<Answers, 'histogram' | 'split' | 'span' | 'asked'>,
  query: HistogramQuery,
  signal: AbortSignal,
): Promise<HistogramAnswer> {
  const { split, top = DEFAULT_SPLIT, stages = countedStages(query.query ?? '') } = query;
  const plan = await planOf(answers, query, { stages, signal });
  const options = { limit: ASKED_BUCKETS, stages, signal };
  return split === undefined
    ? answerOf(plan, await answers.histogram(plan.key, options))
    : dividedAnswerOf(plan, await answers.split(plan.key, split, { ...options, top }));
}
