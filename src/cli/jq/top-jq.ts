import { compareCodePoints } from '../../query/code-points.ts';
import { countedStages } from '../../query/counted-stages.ts';
import { parseField } from '../../query/parse-field.ts';
import type { Context } from '../context.ts';
import type { Events, TopRequest, ValueCount } from '../events.ts';
import { withQuery } from '../failure.ts';
import { type Item, parseItem } from '../item.ts';
import { createValueReader } from '../local/values.ts';
import { createJqMessages } from './messages.ts';
import { narrow } from './narrow.ts';

const LAST_STAGES = 'not stage: (RequestReceived or ResponseStarted)';

/**
 * The most frequent values of a field in the events for which the expression gives anything. Throws JQ_FAILED if there are
 * events that jq fails on.
 */
export async function topWithJq(
  events: Events,
  { field, limit, stages, ...selection }: TopRequest,
  expression: string,
  { note }: Context,
): Promise<ValueCount[]> {
  const valuesOf = valueReader(field);
  const { createJq } = await import('../../query/jq/create-jq.ts');
  const jq = createJq();
  // Within another expression, its mistakes would stand elsewhere.
  await jq.check(expression);
  const messages = createJqMessages(note);
  const counted = stages ?? countedStages(selection.query);
  const narrowed = narrow(selection, expression, counted === 'last' ? [LAST_STAGES] : []);
  const input = events.search({ ...narrowed, limit: 0, order: 'asc', view: 'envelope' });
  const counts = new Map<string, number>();
  for await (const item of jq.run(givesAnything(expression), input, { onMessage: messages.onMessage })) {
    for (const value of valuesOf(parseItem(item))) {
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  messages.raise();
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
    .slice(0, limit);
}

/** The items for whose event the expression gives anything. The line end closes a comment. */
function givesAnything(expression: string): string {
  return `select(.event | isempty(${expression}\n) | not)`;
}

function valueReader(name: string): (item: Item) => readonly string[] {
  try {
    const path = parseField(name);
    // Who answered knows who that is.
    return path.field.name === 'actor' ? ({ actor }) => [actor] : createValueReader(path);
  } catch (error) {
    throw withQuery(error, name);
  }
}
