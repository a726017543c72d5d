import { decode } from '../../decode/decode.ts';
import { Entry } from '../../decode/entry.ts';
import type { Structure } from '../../decode/received.ts';
import { timeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import type { AuditRecord, Envelope } from '../../event/record.ts';
import { parseMicros } from '../../event/time.ts';

/**
 * Reads what was received of one entry, in the format that its content tells; `undefined` if it is no audit line. Never throws.
 * A JSON object of no known format is an event as it stands: a field of another type than `audit.k8s.io` says reads as
 * missing, as a query takes it and as jq would show it. Anything else is quarantined.
 */
export function readRaw(raw: Uint8Array, structure: Structure, envelope: Envelope): AuditRecord | undefined {
  const { skip, quarantine, ...reading } = decode(raw, structure, envelope);
  if (skip) return undefined;
  const place = {
    ...envelope,
    platform: reading.platform ?? envelope.platform,
    component: reading.component ?? envelope.component,
    node: reading.node ?? envelope.node,
    // Its id is a hash, which only who shows it needs: see `fileRecordId`.
    id: '',
    raw,
  };
  if (reading.event) {
    // What v1alpha1 wrote is shown as it stands, as jq would show it.
    const native = reading.native || reading.groupSplit;
    return { ...place, event: reading.event, native, json: reading.json };
  }
  const isObject = quarantine?.reason === 'wrong-type' || quarantine?.reason === 'not-an-event';
  const event: AuditEvent | undefined = isObject ? new Entry(raw).object : undefined;
  return event ? { ...place, event, native: true } : { ...place, event: {}, quarantine };
}

/** When a record happened, in microseconds since the epoch; 0 where what it says is no time. */
export function microsOf(record: AuditRecord): number {
  const time: unknown = timeOf(record.event, record.receivedAt);
  return typeof time === 'string' ? (parseMicros(time) ?? 0) : 0;
}
