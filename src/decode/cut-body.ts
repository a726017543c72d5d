import { type Span, valueSpan } from '../event/json-scan.ts';
import { MAX_BODY_EVENTS } from '../event/limits.ts';
import { canonicalEvents } from './kubernetes/canonical-events.ts';
import { NO_STRUCTURE, type ReceivedEvent } from './received.ts';
import { type Rest, splitEvents } from './split-events.ts';

type FoundEvent = Span & { readonly readable: boolean };

/** The events of one body, one by one; what cannot be split, or is too many, is kept as one that cannot be read. */
export function* cutBody(body: Uint8Array): Generator<ReceivedEvent> {
  const spans = splitEvents(body, findEvent(body));
  for (let count = 0; ; count++) {
    const next = spans.next();
    if (next.done) {
      if (next.value) yield unread(body, next.value, 'invalid-json', 'the body is malformed or breaks off');
      return;
    }
    const { start, end, depth, containers, readable } = next.value;
    if (count >= MAX_BODY_EVENTS) {
      yield unread(body, { start, end: body.length }, 'too-many', `a body has more than ${MAX_BODY_EVENTS} events`);
      return;
    }
    const structure = readable ? NO_STRUCTURE : { depth, containers };
    yield { raw: body.subarray(start, end), structure, readable };
  }
}

/** What kube-apiserver wrote is read while it is looked for; all else is only cut out. */
function findEvent(body: Uint8Array): (bytes: Uint8Array, from: number, end: number) => FoundEvent | undefined {
  const canonicalEnd = canonicalEvents(body);
  return (bytes, start, limit) => {
    const end = canonicalEnd(start);
    if (end >= 0 && end <= limit) return { start, end, depth: 0, containers: 0, readable: true };
    const span = valueSpan(bytes, start, limit);
    return span && { ...span, readable: false };
  };
}

function unread(body: Uint8Array, { start, end }: Rest, reason: string, what: string): ReceivedEvent {
  const quarantine = { reason, detail: `${what} at byte ${start}` };
  return { raw: body.subarray(start, end), structure: NO_STRUCTURE, quarantine };
}
