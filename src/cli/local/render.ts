import type { View } from '../../api/contract.ts';
import { itemJson } from '../../api/item.ts';
import { NO_STRUCTURE } from '../../decode/received.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { isSpace, onOneLine, valueSpan } from '../../event/json-scan.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import type { Found } from './found.ts';
import { fileRecordId, readRaw } from './reading.ts';

const NEWLINE = 0x0a;

/** The lines of found events, each with its line end, in a view. */
export function renderFound(batch: readonly Found[], view: View, envelope: Envelope): Buffer {
  if (view === 'raw') return joinLines(batch.map(({ raw }) => trimEnd(raw)));
  if (view === 'event')
    return joinLines(
      batch.map(({ raw, isEvent }) => (isEvent ? trimEnd(raw) : Buffer.from(eventText(read(raw, envelope))))),
    );
  return Buffer.from(batch.map(({ raw }) => `${recordLine(trimEnd(raw), envelope)}\n`).join(''));
}

function joinLines(lines: readonly Buffer[]): Buffer {
  const size = lines.reduce((sum, { length }) => sum + length + 1, 0);
  const joined = Buffer.allocUnsafe(size);
  let at = 0;
  for (const line of lines) {
    joined.set(line, at);
    at += line.length;
    joined[at++] = NEWLINE;
  }
  return joined;
}

/** The engine leaves the space at a line's end, which belongs to no event. */
function trimEnd(raw: Buffer): Buffer {
  let end = raw.length;
  while (end > 0 && isSpace(raw[end - 1])) end--;
  return end === raw.length ? raw : raw.subarray(0, end);
}

function read(raw: Buffer, envelope: Envelope): AuditRecord {
  return readRaw(raw, valueSpan(raw, 0, raw.length) ?? NO_STRUCTURE, envelope);
}

function eventText({ raw, quarantine }: AuditRecord): string {
  return quarantine ? '{}' : onOneLine(Buffer.from(raw).toString('utf8'));
}

/** As the API gives a record. */
function recordLine(raw: Buffer, envelope: Envelope): string {
  const record = read(raw, envelope);
  const { event, quarantine } = record;
  const actor = actorOf(event);
  const outcome = outcomeOf(event);
  return itemJson({
    id: fileRecordId(raw),
    ...envelope,
    actor,
    outcome,
    summary: quarantine
      ? `an event that could not be read (${quarantine.reason}: ${quarantine.detail})`
      : summaryOf(event, actor, outcome),
    ...(quarantine ? { quarantine } : {}),
    eventJson: eventText(record),
  });
}
