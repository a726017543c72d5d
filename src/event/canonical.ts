import { CanonicalText, memberOf, NOT_CANONICAL } from './canonical-text.ts';
import type { AuditEvent, ObjectReference, ResponseStatus, UserInfo } from './event.ts';
import type { Bodies, Layout } from './go-json.ts';
import { isCanonicalTime } from './time.ts';

/**
 * An event that is written exactly as kube-apiserver writes it: what `writeEvent` gives for it is the text that was read,
 * character for character. Nearly every event is; reading it so costs a third of parsing it, checking its types and
 * writing it again to compare.
 */
export interface CanonicalEvent {
  readonly event: AuditEvent;
  readonly layout: Layout;
  readonly bodies: Bodies;
}

const USERNAME = memberOf('username');
const UID = memberOf('uid');
const GROUPS = memberOf('groups');
const EXTRA = memberOf('extra');
const REF_MEMBERS = (
  ['resource', 'namespace', 'name', 'uid', 'apiGroup', 'apiVersion', 'resourceVersion', 'subresource'] as const
).map(memberOf);
const STATUS_MEMBERS = (['status', 'message', 'reason'] as const).map(memberOf);

/** Reads canonical events from well-formed text; gives `undefined` for any other. The bodies stay text. */
export function createCanonicalReader(): (text: string) => CanonicalEvent | undefined {
  const text = new CanonicalText();
  return (given) => {
    if (!text.open(given)) return undefined;
    try {
      return readEvent(text);
    } catch (error) {
      if (error === NOT_CANONICAL) return undefined;
      throw error;
    }
  };
}

function readEvent(text: CanonicalText): CanonicalEvent {
  const event: AuditEvent = {};
  const bodies = { requestObject: '', responseObject: '', details: '' };
  const layout: Layout = text.take('{"kind":"Event","apiVersion":') ? 'event' : 'item';
  if (layout === 'event') {
    event.kind = 'Event';
    event.apiVersion = text.string();
    text.expect(',"level":');
  } else {
    text.expect('{"level":');
  }
  event.level = text.string();
  text.expect(',"auditID":');
  event.auditID = text.string();
  text.expect(',"stage":');
  event.stage = text.string();
  text.expect(',"requestURI":');
  event.requestURI = text.string();
  text.expect(',"verb":');
  event.verb = text.string();
  text.expect(',"user":');
  event.user = readUser(text);
  if (text.take(',"impersonatedUser":')) event.impersonatedUser = notEmpty(text, readUser(text));
  if (text.take(',"sourceIPs":')) event.sourceIPs = text.strings();
  const userAgent = text.optional(',"userAgent":');
  if (userAgent) event.userAgent = userAgent;
  if (text.take(',"objectRef":')) event.objectRef = notEmpty(text, readObjectRef(text));
  if (text.take(',"responseStatus":')) {
    const { status, details } = readStatus(text);
    event.responseStatus = status;
    bodies.details = details;
  }
  if (text.take(',"requestObject":')) bodies.requestObject = text.object();
  if (text.take(',"responseObject":')) bodies.responseObject = text.object();
  const received = readTime(text, ',"requestReceivedTimestamp":');
  if (received) event.requestReceivedTimestamp = received;
  const reached = readTime(text, ',"stageTimestamp":');
  if (reached) event.stageTimestamp = reached;
  if (text.take(',"annotations":')) event.annotations = text.map(() => text.string());
  text.expect('}');
  if (!text.isAtEnd) text.fail();
  return { event, layout, bodies };
}

export function readUser(text: CanonicalText): UserInfo {
  const user: UserInfo = {};
  text.expect('{');
  const start = text.at;
  const username = text.member(start, USERNAME);
  if (username) user.username = username;
  const uid = text.member(start, UID);
  if (uid) user.uid = uid;
  if (text.takeMember(start, GROUPS)) user.groups = text.strings();
  if (text.takeMember(start, EXTRA)) user.extra = text.map(() => text.strings());
  text.expect('}');
  return user;
}

function readObjectRef(text: CanonicalText): ObjectReference {
  const ref: ObjectReference = {};
  text.expect('{');
  const start = text.at;
  for (const part of REF_MEMBERS) {
    const value = text.member(start, part);
    if (value) ref[part.key] = value;
  }
  text.expect('}');
  return ref;
}

/** A status, and the JSON of its details, `''` where it has none. */
export interface StatusPiece {
  readonly status: ResponseStatus;
  readonly details: string;
}

export function readStatus(text: CanonicalText): StatusPiece {
  const status: ResponseStatus = { metadata: {} };
  text.expect('{"metadata":{}');
  for (const { key, next } of STATUS_MEMBERS) {
    const value = text.optional(next);
    if (value) status[key] = value;
  }
  const details = text.take(',"details":') ? text.object() : '';
  if (details) status.details = text.valueOf(details);
  if (text.take(',"code":')) status.code = text.number();
  text.expect('}');
  // One that says nothing does not follow from its columns.
  return status.code || status.status || status.message || status.reason || details ? { status, details } : text.fail();
}

function readTime(text: CanonicalText, beginning: string): string | undefined {
  const value = text.optional(beginning);
  return value === undefined || isCanonicalTime(value) ? value : text.fail();
}

export function notEmpty<T extends object>(text: CanonicalText, value: T): T {
  for (const _key in value) return value;
  return text.fail();
}
