import { cutStretch } from '../decode/cut-stretch.ts';
import type { ReceivedEvent } from '../decode/received.ts';
import type { Stretch, Taken } from '../sources/intake.ts';

/** What one record should not go beyond; only a single line may. */
export interface RecordBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** The events at the beginning of a stretch that become one record: whole lines, as many as fit. */
export function takeStretch(
  stretch: Pick<Stretch, 'bytes' | 'final' | 'inLongLine' | 'maxLineBytes'>,
  bounds: RecordBounds,
): { readonly events: readonly ReceivedEvent[]; readonly taken: Taken } {
  const events: ReceivedEvent[] = [];
  let taken: Taken = { bytes: 0, inLongLine: stretch.inLongLine };
  for (const line of cutStretch(stretch.bytes, stretch)) {
    const isFull = events.length + line.events.length > bounds.entries || line.end > bounds.bytes;
    if (isFull && events.length > 0) break;
    for (const event of line.events) events.push(event);
    taken = { bytes: line.end, inLongLine: line.inLongLine };
  }
  return { events, taken };
}
