import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Problem } from '../../api/contract.ts';
import { bodyOf } from './body.ts';
import type { Client } from './client.ts';
import { fromProblem, parseProblem } from './problem.ts';

export interface Subscription {
  readonly query: string;
  readonly clusters: readonly string[];
  readonly signal: AbortSignal;
  /** So many records were passed over because this client was too slow. */
  readonly onMissed: (count: number) => void;
}

/**
 * Records as they arrive, each as the JSON text of an EventItem, by server-sent events. The first batch is empty and
 * says that the server listens. Ends when the server ends it; raises its problems, and SERVER_UNREACHABLE.
 */
export async function* subscribe(client: Client, { query, clusters, signal, onMissed }: Subscription) {
  const response = await client.request('api/v1/tail', {
    query: { query, cluster: clusters.join(',') },
    accept: 'text/event-stream',
    signal,
  });
  let messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => void messages.push(message) });
  const decoder = new TextDecoder();
  yield [] as string[];
  for await (const chunk of bodyOf(response, client)) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (messages.length === 0) continue;
    const batch = messages;
    messages = [];
    for (const { data } of batch.filter(({ event }) => event === 'missed')) {
      onMissed((JSON.parse(data) as { count: number }).count);
    }
    const problem = batch.find(({ event }) => event === 'problem');
    const records = batch.filter(({ event }) => event === 'record').map(({ data }) => data);
    if (records.length > 0) yield records;
    if (problem) throw fromProblem(parseProblem(problem.data) ?? UNREADABLE, { server: client.server });
  }
}

const UNREADABLE: Problem = { type: 'about:blank', title: 'The server ended it.', status: 500, code: 'SERVER_ANSWER' };
