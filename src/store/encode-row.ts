import { actorOf, outcomeOf, timeOf } from '../event/derive.ts';
import { type AuditEvent, EVENT_KEYS, type UserInfo } from '../event/event.ts';
import { type Bodies, goValue, type Layout, writeEvent } from '../event/go-json.ts';
import { scanObject, valueSpan } from '../event/json-scan.ts';
import type { AuditRecord, Envelope } from '../event/record.ts';
import { timeCell } from './micro-time.ts';
import { arrayCell, cell, mapCell, quoted } from './tsv.ts';

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

/** All cells of a row but the last, and what the last holds. */
export interface EncodedRow {
  readonly cells: string;
  /** The received bytes, to be stored as they are; `undefined` if the cells give them back. */
  readonly raw: Uint8Array | undefined;
}

/** Turns records into rows of the events table. */
export function createRowEncoder(): (record: StoredRecord) => EncodedRow {
  const envelopeCells = createEnvelopeCells();

  return (record) => {
    const { event, canonical } = record;
    const bodies = canonical?.bodies ?? bodiesOf(event, record.raw);
    const layout = canonical?.layout ?? layoutOf(record, bodies);
    const auditID = event.auditID ?? '';
    const isUuid = UUID.test(auditID) && auditID !== NO_UUID;
    const ref = event.objectRef;
    const status = event.responseStatus;
    const cells = [
      record.journal,
      record.seq,
      envelopeCells(record),
      cell(record.quarantine?.reason ?? ''),
      cell(record.quarantine?.detail ?? ''),
      cell(event.apiVersion ?? ''),
      cell(event.level ?? ''),
      isUuid ? auditID : NO_UUID,
      isUuid ? '' : cell(auditID),
      cell(event.stage ?? ''),
      cell(event.requestURI ?? ''),
      cell(event.verb ?? ''),
      userCells(event.user),
      userCells(event.impersonatedUser),
      cell(event.authenticationMetadata?.impersonationConstraint ?? ''),
      arrayCell(event.sourceIPs),
      cell(event.userAgent ?? ''),
      cell(ref?.resource ?? ''),
      cell(ref?.namespace ?? ''),
      cell(ref?.name ?? ''),
      cell(ref?.uid ?? ''),
      cell(ref?.apiGroup ?? ''),
      cell(ref?.apiVersion ?? ''),
      cell(ref?.resourceVersion ?? ''),
      cell(ref?.subresource ?? ''),
      cell(status?.status ?? ''),
      cell(status?.message ?? ''),
      cell(status?.reason ?? ''),
      cell(bodies.details),
      status?.code ?? 0,
      cell(bodies.requestObject),
      cell(bodies.responseObject),
      timeCell(event.requestReceivedTimestamp).cell,
      timeCell(event.stageTimestamp).cell,
      mapCell(event.annotations, quoted),
      canonical ? '' : cell(unknownFields(event)),
      timeCell(timeOf(event, record.receivedAt)).cell,
      cell(actorOf(event)),
      outcomeOf(event),
      layout,
    ].join('\t');
    return { cells, raw: layout === '' || layout === 'json' ? record.raw : undefined };
  };
}

/** The cells of an envelope; the records of one delivery share theirs. */
function createEnvelopeCells(): (envelope: Envelope) => string {
  let last: Envelope | undefined;
  let cells = '';
  return (envelope) => {
    const { receivedAt, cluster, platform, component, node, source } = envelope;
    const same =
      last?.receivedAt === receivedAt &&
      last.cluster === cluster &&
      last.platform === platform &&
      last.component === component &&
      last.node === node &&
      last.source === source;
    if (!same) {
      last = { receivedAt, cluster, platform, component, node, source };
      cells = [timeCell(receivedAt).cell, ...[cluster, platform, component, node, source].map(cell)].join('\t');
    }
    return cells;
  };
}

/** Looks whether the received bytes are what kube-apiserver would have written for the event. */
function layoutOf({ event, raw, native, quarantine }: StoredRecord, bodies: Bodies): RowLayout {
  if (quarantine) return '';
  if (timeCell(event.requestReceivedTimestamp).exact && timeCell(event.stageTimestamp).exact) {
    const candidate: Layout = event.kind === undefined ? 'item' : 'event';
    if (writeEvent(event, bodies, candidate) === bytesOf(raw).toString('utf8')) return candidate;
  }
  return native ? 'json' : '';
}

function bytesOf(raw: Uint8Array): Buffer {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length);
}

/** The bodies as they stand in the received JSON, so that no number or escape changes. */
function bodiesOf(event: AuditEvent, raw: Uint8Array): Bodies {
  const details = event.responseStatus?.details;
  const bodies = { requestObject: '', responseObject: '', details: details === undefined ? '' : goValue(details) };
  if (event.requestObject === undefined && event.responseObject === undefined) return bodies;
  const bytes = bytesOf(raw);
  scanObject(raw, raw.indexOf(0x7b), raw.length, (key, start) => {
    const end = valueSpan(raw, start, raw.length)?.end ?? -1;
    if (end >= 0 && (key === 'requestObject' || key === 'responseObject')) {
      bodies[key] = bytes.toString('utf8', start, end);
    }
    return end;
  });
  // What the scan and the parse see differently (an escaped key, say) follows the parse.
  for (const key of ['requestObject', 'responseObject'] as const) {
    if (event[key] === undefined) bodies[key] = '';
    else if (bodies[key] === '') bodies[key] = goValue(event[key]);
  }
  return bodies;
}

function unknownFields(event: AuditEvent): string {
  let found: Record<string, unknown> | undefined;
  for (const key of Object.keys(event)) {
    if (KNOWN.has(key)) continue;
    found ??= Object.create(null) as Record<string, unknown>;
    found[key] = event[key];
  }
  return found ? JSON.stringify(found) : '';
}

function userCells(user: UserInfo | undefined): string {
  if (!user) return '\t\t[]\t{}';
  return `${cell(user.username ?? '')}\t${cell(user.uid ?? '')}\t${arrayCell(user.groups)}\t${mapCell(user.extra, arrayCell)}`;
}
