import type { Context } from '../context.ts';
import type { Events, SearchRequest } from '../events.ts';
import { createJqMessages } from './messages.ts';
import { narrow } from './narrow.ts';

export interface JqSearch {
  readonly expression: string;
  /** Strings as their text instead of as JSON. */
  readonly raw: boolean;
}

/** Results that are written at once. */
const BATCH_BYTES = 64 * 1024;

/**
 * Runs jq over the events of a search and writes its results, one a line. `limit` counts results. An event that jq fails
 * on is told, and raised as JQ_FAILED in the end.
 */
export async function searchWithJq(
  events: Events,
  request: SearchRequest,
  { expression, raw }: JqSearch,
  { out, note, shownJson }: Context,
): Promise<void> {
  // It comes with the program that jq is; other commands should not wait for that.
  const { createJq } = await import('../../query/jq/create-jq.ts');
  const messages = createJqMessages(note);
  const input = events.search({ ...request, ...narrow(request, expression), limit: 0, view: 'event' });
  let left = request.limit === 0 ? Number.POSITIVE_INFINITY : request.limit;
  let batch = '';
  for await (const result of createJq().run(expression, input, { raw, onMessage: messages.onMessage })) {
    batch += `${shownJson(result)}\n`;
    if (--left === 0) break;
    if (batch.length < BATCH_BYTES) continue;
    await out.write(batch);
    batch = '';
  }
  await out.write(batch);
  messages.raise();
}
