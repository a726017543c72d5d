import { actorOf, outcomeOf, timeOf } from '../event/derive.ts';
import type { AuditEvent, UserInfo } from '../event/event.ts';
import { EVENT_KEYS } from '../event/event.ts';
import { scanObject, valueSpan } from '../event/json-scan.ts';
import type { AuditRecord } from '../event/record.ts';
import { type Bodies, goValue, type Layout, writeEvent } from './go-json.ts';
import { createTimeReader } from './micro-time.ts';
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

/** All cells of a row but the last, and the received text if it does not follow from them. */
export interface EncodedRow {
  readonly cells: string;
  /** The received bytes, to be stored as they are; `undefined` if the cells give them back. */
  readonly raw: Uint8Array | undefined;
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
    if (end >= 0 && (key === 'requestObject' || key === 'responseObject'))
      bodies[key] = bytes.toString('utf8', start, end);
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

/** Turns records into rows of the events table. */
export function createRowEncoder(): (record: StoredRecord) => EncodedRow {
  const readTime = createTimeReader();

  return (record) => {
    const { event } = record;
    const bodies = bodiesOf(event, record.raw);
    const auditID = event.auditID ?? '';
    const isUuid = UUID.test(auditID) && auditID !== NO_UUID;
    const received = readTime(event.requestReceivedTimestamp);
    const reached = readTime(event.stageTimestamp);
    const ref = event.objectRef;
    const status = event.responseStatus;

    let layout: RowLayout = record.native ? 'json' : '';
    if (!record.quarantine && received.exact && reached.exact) {
      const candidate: Layout = event.kind === undefined ? 'item' : 'event';
      if (writeEvent(event, bodies, candidate) === bytesOf(record.raw).toString('utf8')) layout = candidate;
    }

    const cells = [
      `${record.journal}\t${record.seq}\t${readTime(record.receivedAt).cell}\t${cell(record.cluster)}`,
      cell(record.platform),
      cell(record.component),
      cell(record.node),
      cell(record.source),
      cell(record.quarantine?.reason ?? ''),
      cell(record.quarantine?.detail ?? ''),
      cell(event.apiVersion ?? ''),
      cell(event.level ?? ''),
      isUuid ? `${auditID}\t` : `${NO_UUID}\t${cell(auditID)}`,
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
      received.cell,
      reached.cell,
      mapCell(event.annotations, quoted),
      cell(unknownFields(event)),
      readTime(timeOf(event, record.receivedAt)).cell,
      cell(actorOf(event)),
      outcomeOf(event),
      layout,
    ].join('\t');
    return { cells, raw: layout === '' || layout === 'json' ? record.raw : undefined };
  };
}
