import type { ReceivedEvent } from './received.ts';
import { splitEvents } from './split-events.ts';

/** The events of one body; what cannot be split is kept as one that cannot be read. */
export function cutBody(body: Uint8Array): ReceivedEvent[] {
  const { events, rest } = splitEvents(body);
  const cut: ReceivedEvent[] = events.map(({ start, end, depth }) => ({ raw: body.subarray(start, end), depth }));
  if (rest) {
    const detail = `the body is malformed or breaks off at byte ${rest.start}`;
    cut.push({ raw: body.subarray(rest.start, rest.end), depth: 0, quarantine: { reason: 'invalid-json', detail } });
  }
  return cut;
}
