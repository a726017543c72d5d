import { countedStages } from '../../query/counted-stages.ts';
import type { Answers, ScopedEvents } from '../access/scoped-events.ts';
import type { FirstSeenAnswer, FirstSeenQuery } from '../contract.ts';

/** Values that are new in a span, and what the span is compared with. Throws QUERY_… or TIME_INVALID. */
export async function firstSeen(
  events: ScopedEvents,
  { field, limit = 20, stages: asked, ...question }: FirstSeenQuery,
  signal: AbortSignal,
): Promise<FirstSeenAnswer> {
  const stages = asked ?? countedStages(question.query ?? '');
  const { from, to: _to, ...everywhere } = question;
  const [found, known] = await Promise.all([
    events.ask(question).firstSeen(field, { limit: limit + 1, stages, signal }),
    extent(events.ask({ ...everywhere, to: from }), signal),
  ]);
  return { items: found.slice(0, limit), more: found.length > limit, known };
}

async function extent(answers: Answers, signal: AbortSignal): Promise<FirstSeenAnswer['known']> {
  const clusters = await answers.clusters({ signal });
  const [since] = clusters.map(({ first }) => first).sort();
  return { events: clusters.reduce((sum, { count }) => sum + count, 0), ...(since === undefined ? {} : { since }) };
}
