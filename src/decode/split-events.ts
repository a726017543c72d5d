import { OPEN_BRACE, OPEN_BRACKET } from '../event/json-chars.ts';
import { type Span, scanArray, scanObject, skipSpace, valueSpan } from '../event/json-scan.ts';

export interface Split {
  /** One span an event, without the space around it, in the order of the body. */
  readonly events: readonly Span[];
  /** What could not be split: the rest of a body that breaks off or is malformed. It is kept as it came. */
  readonly rest?: Span;
}

/**
 * Splits a body into its events: the `items` of an `EventList`, or the one event that the body is.
 * A body that breaks off gives the events before the break and the rest.
 */
export function splitEvents(body: Uint8Array): Split {
  let end = body.length;
  while (end > 0 && skipSpace(body, end - 1, end) === end) end--;
  const start = skipSpace(body, 0, end);
  if (start === end) return { events: [] };
  if (body[start] !== OPEN_BRACE) return { events: [], rest: { start, end, depth: 0 } };

  const events: Span[] = [];
  let list = false;
  let broken = -1;
  const scan = scanObject(body, start, end, (key, at) => {
    if (key === 'items' && body[at] === OPEN_BRACKET) {
      list = true;
      const items = scanArray(body, at, end, (item) => events.push(item));
      if (!items.complete) broken = items.end;
      return items.complete ? items.end : -1;
    }
    return valueSpan(body, at, end)?.end ?? -1;
  });

  if (broken >= 0) return withRest(events, body, broken, end);
  if (list && scan.complete && scan.end === end) return { events };
  if (list && events.length > 0) return withRest(events, body, scan.end, end);
  const whole = valueSpan(body, start, end);
  if (whole && whole.end === end) return { events: [whole] };
  return { events: [], rest: { start, end, depth: 0 } };
}

function withRest(events: Span[], body: Uint8Array, from: number, end: number): Split {
  const start = skipSpace(body, from, end);
  return start === end ? { events } : { events, rest: { start, end, depth: 0 } };
}
