import { addEvents } from '../decode/cut-lines.ts';
import { NO_STRUCTURE, type ReceivedEvent } from '../decode/received.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../event/json-chars.ts';
import type { ReceivedEntry } from '../sources/intake.ts';

/** The events of entries: one each, but those of an `EventList` or an array of events. */
export function* eventsIn(entries: Iterable<ReceivedEntry>): Generator<ReceivedEvent> {
  for (const { raw, quarantine } of entries) {
    const isJson = raw[0] === OPEN_BRACE || raw[0] === OPEN_BRACKET;
    if (quarantine || !isJson) {
      yield { raw, structure: NO_STRUCTURE, ...(quarantine ? { quarantine } : {}) };
      continue;
    }
    const events: ReceivedEvent[] = [];
    addEvents(events, raw, 0, raw.length);
    yield* events;
  }
}
