import type { AuditEvent, ObjectReference, ResponseStatus, UserInfo } from './event.ts';

/**
 * Writes an event as kube-apiserver does: Go's `encoding/json` with HTML escaping, the field order of
 * `audit.k8s.io/v1`, empty fields left out. When that gives the received bytes, they need not be stored a second time.
 */

const PLAIN = /^[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x5b\x5d-\u2027\u202a-\ud7ff\ue000-\uffff]*$/;
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/** A JSON string as Go writes it. */
export function goString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // Go knows no half of a surrogate pair; neither does UTF-8.
  return escapeForGo(JSON.stringify(text.toWellFormed()));
}

/** Any JSON value as Go writes it, keys in the order they have. */
export function goValue(value: unknown): string {
  return escapeForGo(JSON.stringify(value));
}

function escapeForGo(json: string): string {
  return json.replace(ESCAPED_BY_GO, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function strings(values: readonly string[]): string {
  let out = '';
  for (const value of values) out += (out === '' ? '' : ',') + goString(value);
  return `[${out}]`;
}

function map<T>(entries: Readonly<Record<string, T>>, write: (value: T) => string): string {
  let out = '';
  for (const key of Object.keys(entries)) out += `${out === '' ? '' : ','}${goString(key)}:${write(entries[key] as T)}`;
  return `{${out}}`;
}

function isEmpty(object: object | undefined): boolean {
  for (const _key in object) return false;
  return true;
}

/** Whether there is anything to write; an empty value is as good as none, because the columns cannot tell them apart. */
function hasUser(info: UserInfo | undefined): info is UserInfo {
  return !!info && !!(info.username || info.uid || info.groups?.length || !isEmpty(info.extra));
}

function hasRef(ref: ObjectReference | undefined): ref is ObjectReference {
  for (const key in ref) if (ref[key as keyof ObjectReference]) return true;
  return false;
}

function hasStatus(status: ResponseStatus | undefined, details: string): status is ResponseStatus {
  return !!status && !!(status.code || status.status || status.message || status.reason || details);
}

/** A member with a string value, and the comma before it where one is needed; nothing if the value is empty. */
function member(before: string, name: string, value: string | undefined): string {
  if (!value) return '';
  return `${before === '' ? '' : ','}"${name}":${goString(value)}`;
}

function user(info: UserInfo): string {
  let out = member('', 'username', info.username);
  out += member(out, 'uid', info.uid);
  if (info.groups?.length) out += `${out && ','}"groups":${strings(info.groups)}`;
  if (!isEmpty(info.extra)) out += `${out && ','}"extra":${map(info.extra ?? {}, strings)}`;
  return `{${out}}`;
}

function objectRef(ref: ObjectReference): string {
  let out = member('', 'resource', ref.resource);
  out += member(out, 'namespace', ref.namespace);
  out += member(out, 'name', ref.name);
  out += member(out, 'uid', ref.uid);
  out += member(out, 'apiGroup', ref.apiGroup);
  out += member(out, 'apiVersion', ref.apiVersion);
  out += member(out, 'resourceVersion', ref.resourceVersion);
  out += member(out, 'subresource', ref.subresource);
  return `{${out}}`;
}

function responseStatus(status: ResponseStatus, details: string): string {
  let out = '"metadata":{}';
  out += member(out, 'status', status.status);
  out += member(out, 'message', status.message);
  out += member(out, 'reason', status.reason);
  if (details) out += `,"details":${details}`;
  if (status.code) out += `,"code":${status.code}`;
  return `{${out}}`;
}

/** JSON values as they were received; `''` where there is none. */
export interface Bodies {
  readonly requestObject: string;
  readonly responseObject: string;
  readonly details: string;
}

/** With `kind` and `apiVersion`, as in a log file, or without, as an item of an `EventList`. */
export type Layout = 'event' | 'item';

/** The event as kube-apiserver would have written it in that layout. Empty parts of the event are left out. */
export function writeEvent(event: AuditEvent, bodies: Bodies, layout: Layout): string {
  let out = layout === 'event' ? `{"kind":"Event","apiVersion":${goString(event.apiVersion ?? '')},` : '{';
  out += `"level":${goString(event.level ?? '')},"auditID":${goString(event.auditID ?? '')}`;
  out += `,"stage":${goString(event.stage ?? '')},"requestURI":${goString(event.requestURI ?? '')}`;
  out += `,"verb":${goString(event.verb ?? '')},"user":${user(event.user ?? {})}`;
  if (hasUser(event.impersonatedUser)) out += `,"impersonatedUser":${user(event.impersonatedUser)}`;
  if (event.authenticationMetadata?.impersonationConstraint) {
    out += `,"authenticationMetadata":{"impersonationConstraint":${goString(event.authenticationMetadata.impersonationConstraint)}}`;
  }
  if (event.sourceIPs?.length) out += `,"sourceIPs":${strings(event.sourceIPs)}`;
  out += member(out, 'userAgent', event.userAgent);
  if (hasRef(event.objectRef)) out += `,"objectRef":${objectRef(event.objectRef)}`;
  if (hasStatus(event.responseStatus, bodies.details)) {
    out += `,"responseStatus":${responseStatus(event.responseStatus, bodies.details)}`;
  }
  if (bodies.requestObject) out += `,"requestObject":${bodies.requestObject}`;
  if (bodies.responseObject) out += `,"responseObject":${bodies.responseObject}`;
  out += member(out, 'requestReceivedTimestamp', event.requestReceivedTimestamp);
  out += member(out, 'stageTimestamp', event.stageTimestamp);
  if (!isEmpty(event.annotations)) out += `,"annotations":${map(event.annotations ?? {}, goString)}`;
  return `${out}}`;
}
