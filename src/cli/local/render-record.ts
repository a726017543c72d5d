import type { PersonOf } from '../../actors/alias.ts';
import { itemJson } from '../../api/item.ts';
import { NO_STRUCTURE } from '../../decode/received.ts';
import { VerbatimError } from '../../errors.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { onOneLine, valueSpan } from '../../event/json-scan.ts';
import { readingJson } from '../../event/reading-json.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import { rowOf } from '../../store/row.ts';
import { fileRecordId } from './file-record.ts';
import { readRaw } from './reading.ts';

/** An event as it stands, on one line; of what could not be read, an empty one. */
export function eventLine(raw: Buffer, envelope: Envelope): string {
  return eventText(read(raw, envelope));
}

/** What was found is known to be more than a line to skip. */
function read(raw: Buffer, envelope: Envelope): AuditRecord {
  const record = readRaw(raw, valueSpan(raw, 0, raw.length) ?? NO_STRUCTURE, envelope);
  if (!record) throw new VerbatimError('INTERNAL', 'An entry that was found is no audit line.');
  return record;
}

/** What was received, where that is the event's own JSON; else its reading, as a server gives it. */
function eventText(record: AuditRecord): string {
  const { raw, quarantine, native } = record;
  if (quarantine) return '{}';
  if (native) return onOneLine(Buffer.from(raw).toString('utf8'));
  const { event, bodies, unknownFields } = rowOf({ ...record, journal: '', seq: 0 });
  return readingJson(event, bodies, unknownFields);
}

/** As the API gives a record. */
export function recordLine(raw: Buffer, envelope: Envelope, personOf: PersonOf): string {
  const record = read(raw, envelope);
  const { event, quarantine, cluster, platform, component, node, source, receivedAt } = record;
  const actor = actorOf(event);
  const person = personOf(actor, record);
  const outcome = outcomeOf(event);
  return itemJson({
    id: fileRecordId(raw),
    cluster,
    platform,
    component,
    node,
    source,
    receivedAt,
    actor: person,
    outcome,
    summary: quarantine
      ? `an event that could not be read (${quarantine.reason}: ${quarantine.detail})`
      : summaryOf(event, actor, outcome, person),
    ...(quarantine ? { quarantine } : {}),
    eventJson: eventText(record),
  });
}
