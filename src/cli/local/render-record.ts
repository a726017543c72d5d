import { itemJson } from '../../api/item.ts';
import { NO_STRUCTURE } from '../../decode/received.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { onOneLine, valueSpan } from '../../event/json-scan.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import { fileRecordId } from './file-record.ts';
import { readRaw } from './reading.ts';

/** An event as it stands, on one line; of what could not be read, an empty one. */
export function eventLine(raw: Buffer, envelope: Envelope): string {
  return eventText(read(raw, envelope));
}

function read(raw: Buffer, envelope: Envelope): AuditRecord {
  return readRaw(raw, valueSpan(raw, 0, raw.length) ?? NO_STRUCTURE, envelope);
}

function eventText({ raw, quarantine }: AuditRecord): string {
  return quarantine ? '{}' : onOneLine(Buffer.from(raw).toString('utf8'));
}

/** As the API gives a record. */
export function recordLine(raw: Buffer, envelope: Envelope): string {
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
