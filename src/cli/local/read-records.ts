import { createLineCutter } from '../../decode/cut-lines.ts';
import { opensEntry } from '../../decode/entry-lines.ts';
import type { ReceivedEvent } from '../../decode/received.ts';
import { walkValue } from '../../decode/walk-value.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../../event/json-chars.ts';
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
    readAll(
      events.filter(({ raw }) => wanted(raw)),
      envelope,
    );
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

const NEWLINE = Buffer.from('\n');

/** Whether a line leaves a JSON value or an entry of text open: what follows it may belong to it. */
export function leavesOpen(line: Uint8Array): boolean {
  if (line[0] !== OPEN_BRACE && line[0] !== OPEN_BRACKET) return opensEntry(line) !== undefined;
  // No string goes on in the next line.
  return walkValue(Buffer.concat([line, NEWLINE]), 0, line.length + 1).state === 'open';
}

/** The events of one line that nothing before it or after it belongs to. */
export function recordsOfLine(line: Uint8Array, envelope: Envelope): AuditRecord[] {
  const cutter = createLineCutter();
  return readAll([...cutter.push(line), ...cutter.end()], envelope);
}

function readAll(events: readonly ReceivedEvent[], envelope: Envelope): AuditRecord[] {
  return events.map(({ raw, structure }) => readRaw(raw, structure, envelope)).filter((record) => record !== undefined);
}
