import { actorOf, outcomeOf, timeOf } from '../event/derive.ts';
import { type AuditEvent, EVENT_KEYS } from '../event/event.ts';
import { type Bodies, goValue, type Layout, writeEvent } from '../event/go-json.ts';
import { scanObject, valueSpan } from '../event/json-scan.ts';
import type { AuditRecord } from '../event/record.ts';
import { isCanonicalTime } from '../event/time.ts';
import { readUuid } from '../event/uuid.ts';
import { searchable } from './searchable-bodies.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const NO_UUID = '00000000-0000-0000-0000-000000000000';
const KNOWN: ReadonlySet<string> = new Set(EVENT_KEYS);

/** A record with its place in the journal. */
export interface StoredRecord extends AuditRecord {
  readonly journal: string;
  readonly seq: number;
}

/**
 * How the received bytes follow from a row: they are the event as kube-apiserver writes it in a layout, or they stand
 * in `raw`, as the event's own JSON (`json`) or as something else (`''`).
 */
export type RowLayout = Layout | 'json' | '';

/** What the columns of a row are read from. */
export interface Row {
  readonly record: StoredRecord;
  readonly event: AuditEvent;
  readonly bodies: Bodies;
  readonly layout: RowLayout;
  /** The received bytes, where they do not follow from the other columns. */
  readonly raw: Uint8Array | undefined;
  /** The words of the audit id if it is a UUID, else zeros. */
  readonly uuid: Uint32Array;
  readonly auditIDText: string;
  /** JSON of the fields that nobody knows. */
  readonly unknownFields: string;
  readonly time: string;
  readonly actor: string;
  readonly outcome: string;
}

export function rowOf(record: StoredRecord): Row {
  const { event, canonical } = record;
  const received = canonical?.bodies ?? bodiesOf(event, record.json);
  const bodies = mayBeOdd(record) ? searchable(received) : received;
  const layout = bodies !== received ? withoutLayout(record) : (canonical?.layout ?? layoutOf(record, bodies));
  const auditID = event.auditID ?? '';
  const uuid = new Uint32Array(4);
  const isUuid = UUID.test(auditID) && readUuid(Buffer.from(auditID), 0, uuid);
  return {
    record,
    event,
    bodies,
    layout,
    raw: layout === '' || layout === 'json' ? record.raw : undefined,
    uuid,
    auditIDText: isUuid ? '' : auditID,
    unknownFields: canonical ? '' : unknownFields(event),
    time: timeOf(event, record.receivedAt),
    actor: actorOf(event),
    outcome: outcomeOf(event),
  };
}

/** API servers write bodies themselves but for patches, which they keep as the client wrote them. */
function mayBeOdd({ event, canonical }: StoredRecord): boolean {
  return !canonical || event.verb === 'patch';
}

/** The layout of a row that holds the received bytes as they came. */
function withoutLayout({ native }: StoredRecord): RowLayout {
  return native ? 'json' : '';
}

/** Looks whether the received bytes are what kube-apiserver would have written for the event. */
function layoutOf(record: StoredRecord, bodies: Bodies): RowLayout {
  const { event, raw } = record;
  if (record.quarantine) return '';
  if (isExact(event.requestReceivedTimestamp) && isExact(event.stageTimestamp)) {
    const candidate: Layout = event.kind === undefined ? 'item' : 'event';
    if (writeEvent(event, bodies, candidate) === bytesOf(raw).toString('utf8')) return candidate;
  }
  return withoutLayout(record);
}

/** Whether a time's text follows from its value in the column. */
function isExact(time: string | undefined): boolean {
  return !time || isCanonicalTime(time);
}

function bytesOf(raw: Uint8Array): Buffer {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length);
}

/** The bodies as they stand in the received JSON, so that no number or escape changes; written anew where there is none. */
function bodiesOf(event: AuditEvent, raw: Uint8Array = NO_JSON): Bodies {
  const details = event.responseStatus?.details;
  const bodies = { requestObject: '', responseObject: '', details: details === undefined ? '' : goValue(details) };
  if (event.requestObject === undefined && event.responseObject === undefined) return bodies;
  const bytes = bytesOf(raw);
  let escapedKeys = false;
  scanObject(raw, raw.indexOf(0x7b), raw.length, (key, start) => {
    escapedKeys ||= key.includes('\\');
    const end = valueSpan(raw, start, raw.length)?.end ?? -1;
    if (end >= 0 && (key === 'requestObject' || key === 'responseObject')) {
      bodies[key] = bytes.toString('utf8', start, end);
    }
    return end;
  });
  // Where the scan may see other keys than the parse, the parse counts.
  for (const key of ['requestObject', 'responseObject'] as const) {
    if (event[key] === undefined) bodies[key] = '';
    else if (bodies[key] === '' || escapedKeys) bodies[key] = goValue(event[key]);
  }
  return bodies;
}

const NO_JSON = new Uint8Array();

function unknownFields(event: AuditEvent): string {
  let found: Record<string, unknown> | undefined;
  for (const key of Object.keys(event)) {
    if (KNOWN.has(key)) continue;
    found ??= Object.create(null) as Record<string, unknown>;
    found[key] = event[key];
  }
  return found ? JSON.stringify(found) : '';
}
