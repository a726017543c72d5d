import { VerbatimError } from '../errors.ts';
import type { Events } from './events.ts';
import { withQuery } from './failure.ts';

/** The same questions; an error in a query carries the query, so that it can be shown with the place marked. */
export function namingQuery(events: Events): Events {
  async function named<T>(query: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw withQuery(error, query);
    }
  }
  return {
    search: async function* (request) {
      try {
        yield* events.search(request);
      } catch (error) {
        throw withQuery(error, request.query);
      }
    },
    top: (request) =>
      named(
        request.query,
        events.top(request).catch((error) => aboutField(error, request.field)),
      ),
    histogram: (request) => named(request.query, events.histogram(request)),
    record: events.record,
    recordBytes: events.recordBytes,
    end: events.end,
  };
}

/** An error in the field that is counted is about that, not about the query. */
function aboutField(error: unknown, field: string): never {
  if (error instanceof VerbatimError && error.code === 'QUERY_FIELD' && error.message.includes(`${field}”`)) {
    throw withQuery(error, field);
  }
  throw error;
}
