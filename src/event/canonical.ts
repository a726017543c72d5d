import type { AuditEvent, ObjectReference, ResponseStatus, UserInfo } from './event.ts';
import { type Bodies, goString, type Layout } from './go-json.ts';
import { isCanonicalTime } from './time.ts';

/**
 * Reads an event that is written exactly as kube-apiserver writes it: what `writeEvent` gives for the result is the text
 * that was read, character for character. Nearly every event is; reading it so costs a third of parsing it, checking its
 * types and writing it again to compare. Everything else is left to the general way.
 */
export interface CanonicalEvent {
  readonly event: AuditEvent;
  readonly layout: Layout;
  readonly bodies: Bodies;
}

/** What a canonical text holds: no control characters, and none of those that Go escapes. */
const NATIVE = /^[ -%'-;=?-\u2027\u202a-\uffff]*$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Thrown inside, for the general way to take over. */
const NOT_CANONICAL = new Error('not canonical');

/** How a member begins, where it is the first of its object and where it is not. */
interface Member {
  readonly first: string;
  readonly next: string;
}

function memberOf<K extends string>(key: K): Member & { readonly key: K } {
  return { key, first: `"${key}":`, next: `,"${key}":` };
}

const USERNAME = memberOf('username');
const UID = memberOf('uid');
const GROUPS = memberOf('groups');
const EXTRA = memberOf('extra');
const REF_MEMBERS = (
  ['resource', 'namespace', 'name', 'uid', 'apiGroup', 'apiVersion', 'resourceVersion', 'subresource'] as const
).map(memberOf);
const STATUS_MEMBERS = (['status', 'message', 'reason'] as const).map(memberOf);

/** How many escaped strings are remembered: the reasons of RBAC repeat. */
const KNOWN_STRINGS = 10_000;
const LONGEST_KNOWN = 2_048;

/** Reads canonical events; gives `undefined` for any other text. `parseBodies` says whether the bodies are read too. */
export function createCanonicalReader({
  parseBodies,
}: {
  parseBodies: boolean;
}): (text: string) => CanonicalEvent | undefined {
  const escapedStrings = new Map<string, string>();
  let text = '';
  let at = 0;
  /** Where the next backslash stands; the end of the text if there is none. */
  let slash = 0;

  function fail(): never {
    throw NOT_CANONICAL;
  }

  function take(literal: string): boolean {
    if (!text.startsWith(literal, at)) return false;
    at += literal.length;
    return true;
  }

  function expect(literal: string): void {
    if (!take(literal)) fail();
  }

  function string(): string {
    if (text.charCodeAt(at) !== QUOTE) fail();
    const end = text.indexOf('"', at + 1);
    if (end < 0) fail();
    if (slash < at) slash = nextSlash();
    if (slash > end) {
      const value = text.slice(at + 1, end);
      at = end + 1;
      return value;
    }
    return escapedString();
  }

  function nextSlash(): number {
    const found = text.indexOf('\\', at);
    return found < 0 ? text.length : found;
  }

  function escapedString(): string {
    const end = stringEnd(at);
    const json = text.slice(at, end);
    at = end;
    let value = escapedStrings.get(json);
    if (value === undefined) {
      value = unescaped(json);
      if (goString(value) !== json) fail();
      if (escapedStrings.size >= KNOWN_STRINGS) escapedStrings.clear();
      if (json.length <= LONGEST_KNOWN) escapedStrings.set(json, value);
    }
    return value;
  }

  function stringEnd(from: number): number {
    for (let i = from + 1; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (char === QUOTE) return i + 1;
      if (char === BACKSLASH) i++;
    }
    return fail();
  }

  /** The value of a member that is left out when it is empty. */
  function optional(name: string): string | undefined {
    if (!take(name)) return undefined;
    return string() || fail();
  }

  function strings(): string[] {
    const list: string[] = [];
    expect('[');
    do list.push(string());
    while (take(','));
    expect(']');
    return list;
  }

  function map<T>(value: () => T): Record<string, T> {
    const entries: Record<string, T> = {};
    expect('{');
    do {
      const key = string();
      // Objects put such keys elsewhere, or keep only one of two.
      if (isOutOfOrder(key) || Object.hasOwn(entries, key)) fail();
      expect(':');
      entries[key] = value();
    } while (take(','));
    expect('}');
    return entries;
  }

  /** The value of a member of the object that opened before `start`: only the first has no comma before it. */
  function member(start: number, { first, next }: Member): string | undefined {
    return optional(at === start ? first : next);
  }

  function takeMember(start: number, { first, next }: Member): boolean {
    return take(at === start ? first : next);
  }

  function user(): UserInfo {
    const info: UserInfo = {};
    expect('{');
    const start = at;
    const username = member(start, USERNAME);
    if (username) info.username = username;
    const uid = member(start, UID);
    if (uid) info.uid = uid;
    if (takeMember(start, GROUPS)) info.groups = strings();
    if (takeMember(start, EXTRA)) info.extra = map(strings);
    expect('}');
    return info;
  }

  function objectRef(): ObjectReference {
    const ref: ObjectReference = {};
    expect('{');
    const start = at;
    for (const part of REF_MEMBERS) {
      const value = member(start, part);
      if (value) ref[part.key] = value;
    }
    expect('}');
    return ref;
  }

  function responseStatus(): ResponseStatus {
    const status: ResponseStatus = { metadata: {} };
    expect('{"metadata":{}');
    for (const { key, next } of STATUS_MEMBERS) {
      const value = optional(next);
      if (value) status[key] = value;
    }
    if (take(',"code":')) status.code = code();
    expect('}');
    return status;
  }

  function code(): number {
    const start = at;
    while (isDigit(text.charCodeAt(at))) at++;
    const digits = text.slice(start, at);
    // A leading zero is no JSON, and longer ones may be beyond 32 bits.
    return digits.length > 0 && digits.length < 10 && digits[0] !== '0' ? Number(digits) : fail();
  }

  function time(name: string): string | undefined {
    const value = optional(name);
    return value === undefined || isCanonicalTime(value) ? value : fail();
  }

  /** The text of an object. Its inside is whoever parses it's to judge. */
  function body(): string {
    const start = at;
    if (text.charCodeAt(at) !== OPEN_BRACE) fail();
    let depth = 0;
    for (; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) at = stringEnd(at) - 1;
      else if (char === OPEN_BRACE || char === OPEN_BRACKET) depth++;
      else if ((char === CLOSE_BRACE || char === CLOSE_BRACKET) && --depth === 0) {
        at++;
        return text.slice(start, at);
      }
    }
    return fail();
  }

  function readEvent(): CanonicalEvent {
    const event: AuditEvent = {};
    const bodies = { requestObject: '', responseObject: '', details: '' };
    const layout: Layout = take('{"kind":"Event","apiVersion":') ? 'event' : 'item';
    if (layout === 'event') {
      event.kind = 'Event';
      event.apiVersion = string();
      expect(',"level":');
    } else {
      expect('{"level":');
    }
    event.level = string();
    expect(',"auditID":');
    event.auditID = string();
    expect(',"stage":');
    event.stage = string();
    expect(',"requestURI":');
    event.requestURI = string();
    expect(',"verb":');
    event.verb = string();
    expect(',"user":');
    event.user = user();
    if (take(',"impersonatedUser":')) event.impersonatedUser = notEmpty(user());
    if (take(',"sourceIPs":')) event.sourceIPs = strings();
    const userAgent = optional(',"userAgent":');
    if (userAgent) event.userAgent = userAgent;
    if (take(',"objectRef":')) event.objectRef = notEmpty(objectRef());
    if (take(',"responseStatus":')) {
      const status = responseStatus();
      // One that says nothing does not follow from its columns.
      event.responseStatus = status.code || status.status || status.message || status.reason ? status : fail();
    }
    if (take(',"requestObject":')) bodies.requestObject = body();
    if (take(',"responseObject":')) bodies.responseObject = body();
    const received = time(',"requestReceivedTimestamp":');
    if (received) event.requestReceivedTimestamp = received;
    const reached = time(',"stageTimestamp":');
    if (reached) event.stageTimestamp = reached;
    if (take(',"annotations":')) event.annotations = map(string);
    expect('}');
    if (at !== text.length) fail();
    if (parseBodies) {
      if (bodies.requestObject) event.requestObject = parsed(bodies.requestObject);
      if (bodies.responseObject) event.responseObject = parsed(bodies.responseObject);
    }
    return { event, layout, bodies };
  }

  function notEmpty<T extends object>(value: T): T {
    for (const _key in value) return value;
    return fail();
  }

  function parsed(json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      return fail();
    }
  }

  function unescaped(json: string): string {
    return parsed(json) as string;
  }

  return (given) => {
    if (!NATIVE.test(given)) return undefined;
    text = given;
    at = 0;
    slash = -1;
    try {
      return readEvent();
    } catch (error) {
      if (error !== NOT_CANONICAL) throw error;
      return undefined;
    } finally {
      text = '';
    }
  };
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}

/** Whether an object does not keep a key where it was put: numbers come first, and one name is no key at all. */
function isOutOfOrder(key: string): boolean {
  return isDigit(key.charCodeAt(0)) || key === '__proto__';
}
