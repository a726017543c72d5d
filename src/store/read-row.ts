import type { PersonOf } from '../actors/alias.ts';
import type { Outcome } from '../event/derive.ts';
import type { AuditEvent, ObjectReference, ResponseStatus, UserInfo } from '../event/event.ts';
import { type Bodies, writeEvent } from '../event/go-json.ts';
import { onOneLine } from '../event/json-scan.ts';
import { readingJson } from '../event/reading-json.ts';
import type { Envelope, Quarantine } from '../event/record.ts';
import { summaryOf } from '../event/summary.ts';
import { shortAnswer } from './answer-columns.ts';
import type { Row } from './engine.ts';
import { NO_UUID, type RowLayout } from './row.ts';

const COLUMNS = [
  'journal',
  'seq',
  'received_at',
  'cluster',
  'platform',
  'component',
  'node',
  'source',
  'quarantine_reason',
  'quarantine_detail',
  'actor',
  'outcome',
  'time',
  'layout',
  'if(isValidUTF8(raw), raw, base64Encode(raw))',
  'isValidUTF8(raw)',
  'api_version',
  'level',
  'toString(audit_id)',
  'audit_id_text',
  'stage',
  'request_uri',
  'verb',
  'user_username',
  'user_uid',
  'user_groups',
  'mapKeys(user_extra)',
  'mapValues(user_extra)',
  'impersonated_username',
  'impersonated_uid',
  'impersonated_groups',
  'mapKeys(impersonated_extra)',
  'mapValues(impersonated_extra)',
  'impersonation_constraint',
  'source_ips',
  'user_agent',
  'object_resource',
  'object_namespace',
  'object_name',
  'object_uid',
  'object_api_group',
  'object_api_version',
  'object_resource_version',
  'object_subresource',
  'response_status',
  'response_message',
  'response_reason',
  'response_details',
  'response_code',
  'request_object',
  'response_object',
  'request_received_time',
  'stage_time',
  'mapKeys(annotations)',
  'mapValues(annotations)',
  'unknown_fields',
];

/** What is selected to give a record back; `readRow` takes the values in this order. */
export const RECORD_COLUMNS = COLUMNS.join(', ');

/** The same, short: what many rows say alike is read from two columns. */
export const RECORD_ANSWER = shortAnswer(COLUMNS);

/** A record as the store gives it back. */
export interface FoundRecord extends Envelope {
  readonly id: string;
  /** RFC 3339, microseconds, UTC: where the record stands in time order. */
  readonly time: string;
  readonly journal: string;
  readonly seq: number;
  readonly actor: string;
  readonly outcome: Outcome;
  readonly summary: string;
  readonly quarantine?: Quarantine;
  /** The event as JSON on one line; the received text where that is one. */
  readonly eventJson: string;
  /** The received bytes. */
  readonly raw: Buffer;
}

const EPOCH = '1970-01-01T00:00:00.000000Z';

/** `2026-03-01 03:12:45.123456` → `2026-03-01T03:12:45.123456Z`. */
export function fromTimeCell(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11)}Z`;
}

function optionalTime(text: string): string | undefined {
  const time = fromTimeCell(text);
  return time === EPOCH ? undefined : time;
}

function zip<T>(keys: readonly string[], values: readonly T[]): Record<string, T> | undefined {
  if (keys.length === 0) return undefined;
  // Without a prototype, a key named __proto__ is a key like any other.
  const map = Object.create(null) as Record<string, T>;
  keys.forEach((key, i) => {
    map[key] = values[i] as T;
  });
  return map;
}

type Text = string;
type List = string[];

/** Reads the values of `RECORD_COLUMNS`. What the record and its sentence call who acted, `personOf` says. */
export function readRow(row: Row, personOf: PersonOf = (actor) => actor): FoundRecord {
  let at = 0;
  const next = <T>(): T => row[at++] as T;
  const text = () => next<Text>();
  const list = () => next<List>();
  const lists = () => zip(next<List>(), next<List[]>());
  const user = (): UserInfo => {
    const info: UserInfo = { username: text(), uid: text(), groups: list() };
    const extra = lists();
    if (extra) info.extra = extra;
    return info;
  };

  const journal = text();
  const seq = Number(next());
  const envelope: Envelope = {
    receivedAt: fromTimeCell(text()),
    cluster: text(),
    platform: text(),
    component: text(),
    node: text(),
    source: text(),
  };
  const quarantine: Quarantine = { reason: text(), detail: text() };
  const actor = text();
  const person = personOf(actor, envelope);
  const outcome = next<Outcome>();
  const time = fromTimeCell(text());
  const layout = next<RowLayout>();
  const rawText = text();
  const rawIsText = Number(next()) === 1;

  const event: AuditEvent = { apiVersion: text(), level: text() };
  const uuid = text();
  const auditIDText = text();
  event.auditID = uuid === NO_UUID ? auditIDText : uuid;
  event.stage = text();
  event.requestURI = text();
  event.verb = text();
  event.user = user();
  event.impersonatedUser = user();
  event.authenticationMetadata = { impersonationConstraint: text() };
  event.sourceIPs = list();
  event.userAgent = text();
  event.objectRef = {
    resource: text(),
    namespace: text(),
    name: text(),
    uid: text(),
    apiGroup: text(),
    apiVersion: text(),
    resourceVersion: text(),
    subresource: text(),
  } satisfies ObjectReference;
  const status: ResponseStatus = { status: text(), message: text(), reason: text() };
  const details = text();
  status.code = Number(next());
  event.responseStatus = status;
  const bodies: Bodies = { details, requestObject: text(), responseObject: text() };
  const received = optionalTime(text());
  const reached = optionalTime(text());
  if (received) event.requestReceivedTimestamp = received;
  if (reached) event.stageTimestamp = reached;
  const annotations = zip(next<List>(), next<List>());
  if (annotations) event.annotations = annotations;
  const unknownFields = text();

  const written = layout === 'event' || layout === 'item' ? writeEvent(event, bodies, layout) : undefined;
  return {
    id: recordId(journal, seq),
    journal,
    seq,
    time,
    ...envelope,
    actor: person,
    outcome,
    summary: quarantine.reason
      ? quarantineSummary(quarantine)
      : summaryOf(withMessage(event, unknownFields), actor, outcome, person),
    ...(quarantine.reason ? { quarantine } : {}),
    get eventJson() {
      return written ?? eventJson(layout, rawText, quarantine, event, bodies, unknownFields);
    },
    // Made when asked for: most questions want the event alone, and it can be large.
    get raw() {
      return Buffer.from(written ?? rawText, written !== undefined || rawIsText ? 'utf8' : 'base64');
    },
  };
}

function eventJson(
  layout: RowLayout,
  rawText: string,
  quarantine: Quarantine,
  event: AuditEvent,
  bodies: Bodies,
  unknownFields: string,
): string {
  if (layout === 'json') return onOneLine(rawText);
  if (quarantine.reason) return '{}';
  return readingJson(event, bodies, unknownFields);
}

/** A record that tells of no deed is summed up by its message, which is a field that the table does not know. */
function withMessage(event: AuditEvent, unknownFields: string): AuditEvent {
  if (event.verb || unknownFields === '') return event;
  const { message } = JSON.parse(unknownFields) as { readonly message?: unknown };
  return { ...event, message };
}

function quarantineSummary({ reason, detail }: Quarantine): string {
  return `an event that could not be read (${reason}: ${detail})`;
}

/** Verbatim's own id of a record. */
export function recordId(journal: string, seq: number): string {
  return `${journal}-${seq}`;
}

/** The place that a record's id names, or `undefined` if it is no such id. */
export function parseRecordId(id: string): { journal: string; seq: number } | undefined {
  const match = /^([a-z0-9]{1,32})-(\d{1,15})$/.exec(id);
  return match ? { journal: match[1] as string, seq: Number(match[2]) } : undefined;
}
