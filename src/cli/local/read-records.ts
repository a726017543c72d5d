import { createLineCutter } from '../../decode/cut-lines.ts';
import type { ReceivedEvent } from '../../decode/received.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { readRaw } from './reading.ts';

/**
 * The general way: the events of any text that Verbatim reads, in their order, in bounded memory. Those whose bytes are not
 * `wanted` are left out unread. A source that fails gives what came before, then its error.
 */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  envelope: Envelope,
  wanted: (raw: Uint8Array) => boolean = () => true,
): AsyncGenerator<readonly AuditRecord[]> {
  const cutter = createLineCutter();
  const read = (events: readonly ReceivedEvent[]) =>
    events.filter(({ raw }) => wanted(raw)).map(({ raw, structure }) => readRaw(raw, structure, envelope));
  try {
    for await (const piece of bytes) {
      const events = cutter.push(piece);
      if (events.length > 0) yield read(events);
    }
  } catch (error) {
    yield read(cutter.end());
    throw error;
  }
  yield read(cutter.end());
}

/** The events of one line that nothing before it or after it belongs to. */
export function recordsOfLine(line: Uint8Array, envelope: Envelope): AuditRecord[] {
  const cutter = createLineCutter();
  return [...cutter.push(line), ...cutter.end()].map(({ raw, structure }) => readRaw(raw, structure, envelope));
}
