import { createHash } from 'node:crypto';
import { decodeKubernetes } from '../../decode/kubernetes/decode.ts';
import type { Structure } from '../../decode/received.ts';
import { timeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { parseMicros } from '../../event/time.ts';

/** What is known of an event that lies in a file: nothing vouches for its cluster. `receivedAt` is RFC 3339. */
export function fileEnvelope(receivedAt: string): Envelope {
  return { cluster: '', platform: 'kubernetes', component: '', node: '', source: 'file', receivedAt };
}

/** Hexadecimal digits of the hash that names a record of a file: enough to tell apart all events of any file. */
export const HASH_DIGITS = 16;

export function hashOf(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex').slice(0, HASH_DIGITS);
}

/** The id of a record of a file: it follows from its bytes. */
export function fileRecordId(raw: Uint8Array): string {
  return `file-${hashOf(raw)}`;
}

/** The hash in such an id, `undefined` for other texts. */
export function parseFileRecordId(id: string): string | undefined {
  return /^file-([0-9a-f]{16})$/.exec(id)?.[1];
}

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
