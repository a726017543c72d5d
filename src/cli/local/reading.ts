import { decodeKubernetes } from '../../decode/kubernetes/decode.ts';
import type { Structure } from '../../decode/received.ts';
import { timeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { parseMicros } from '../../event/time.ts';

/**
 * Reads what was received of one event; never throws. A JSON object is an event as it stands: a field of another type
 * than the format's reads as missing, as a query takes it and as jq would show it. Anything else is quarantined.
 */
export function readRaw(raw: Uint8Array, structure: Structure, envelope: Envelope): AuditRecord {
  // Its id is a hash, which only who shows it needs: see `fileRecordId`.
  const place = { ...envelope, id: '', raw };
  const reading = decodeKubernetes(raw, structure);
  if (!reading.quarantine) return { ...place, ...reading };
  const { reason } = reading.quarantine;
  const event = reason === 'wrong-type' || reason === 'not-an-event' ? parseObject(raw) : undefined;
  return event ? { ...place, event, native: true } : { ...place, event: {}, quarantine: reading.quarantine };
}

function parseObject(raw: Uint8Array): AuditEvent | undefined {
  const value: unknown = JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8'));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as AuditEvent) : undefined;
}

/** When a record happened, in microseconds since the epoch; 0 where what it says is no time. */
export function microsOf(record: AuditRecord): number {
  const time: unknown = timeOf(record.event, record.receivedAt);
  return typeof time === 'string' ? (parseMicros(time) ?? 0) : 0;
}
