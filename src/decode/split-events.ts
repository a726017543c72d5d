import { OPEN_BRACE, OPEN_BRACKET } from '../event/json-chars.ts';
import {
  type FindSpan,
  type Scan,
  type Span,
  scanArray,
  scanMoreMembers,
  scanObject,
  skipSpace,
  valueSpan,
} from '../event/json-scan.ts';

/** What could not be split: the rest of a body that breaks off or is malformed. It is kept as it came. */
export type Rest = Pick<Span, 'start' | 'end'>;

/**
 * Splits a body into its events: the `items` of an `EventList`, the `records` that Azure exports, or the one event that the body
 * is. Gives one span an
 * event, without the space around it, in the order of the body, and returns the rest of a body that breaks off. `find`
 * finds one event.
 */
export function* splitEvents<S extends Span>(body: Uint8Array, find: FindSpan<S>): Generator<S, Rest | undefined> {
  let end = body.length;
  while (end > 0 && skipSpace(body, end - 1, end) === end) end--;
  const start = skipSpace(body, 0, end);
  if (start === end) return undefined;
  if (body[start] !== OPEN_BRACE) return { start, end };

  const items = findItems(body, start, end);
  if (items < 0) {
    const whole = find(body, start, end);
    if (whole?.end !== end) return { start, end };
    yield whole;
    return undefined;
  }
  const list = yield* scanArray(body, items, end, find);
  const done = list.complete ? scanRest(body, list.end, end) : list;
  return done.complete && done.end === end ? undefined : restFrom(body, done.end, end);
}

/** Where the list of the key `items` opens, or that of `records` if this is the first key; -1 without either. */
function findItems(body: Uint8Array, start: number, end: number): number {
  let items = -1;
  let isFirst = true;
  scanObject(body, start, end, (key, at) => {
    const isList = key === 'items' || (isFirst && key === 'records');
    if (isList && body[at] === OPEN_BRACKET) {
      items = at;
      return -1;
    }
    isFirst = false;
    return valueSpan(body, at, end)?.end ?? -1;
  });
  return items;
}

/** Reads the keys after the items; other `items` among them are not events. */
function scanRest(body: Uint8Array, from: number, end: number): Scan {
  return scanMoreMembers(body, from, end, (_key, at) => valueSpan(body, at, end)?.end ?? -1);
}

function restFrom(body: Uint8Array, from: number, end: number): Rest | undefined {
  const start = skipSpace(body, from, end);
  return start === end ? undefined : { start, end };
}
