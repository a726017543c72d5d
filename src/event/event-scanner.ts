import { type BodySpan, noBody, scanBody } from './body-span.ts';
import { notEmpty, readStatus, readUser, type StatusPiece } from './canonical.ts';
import type { UserInfo } from './event.ts';
import type { Layout } from './go-json.ts';
import { CLOSE_BRACE, QUOTE } from './json-chars.ts';
import { KnownPieces, type Piece } from './known-pieces.ts';
import { MicroTimeReader } from './micro-time-reader.ts';
import { ObjectRefScanner } from './object-ref-scanner.ts';
import { emptySpan, scanText } from './text-span.ts';
import { readUuid, UUID_LENGTH } from './uuid.ts';
import { literal, type Source, sourceOf, WORD, type Words } from './words.ts';

const EVENT = literal('{"kind":"Event","apiVersion":');
const ITEM = literal('{"level":');
const LEVEL = literal(',"level":');
const AUDIT_ID = literal(',"auditID":"');
const STAGE = literal('","stage":');
const REQUEST_URI = literal(',"requestURI":');
const VERB = literal(',"verb":');
const USER = literal(',"user":');
const IMPERSONATED_USER = literal(',"impersonatedUser":');
const SOURCE_IPS = literal(',"sourceIPs":');
const USER_AGENT = literal(',"userAgent":');
const OBJECT_REF = literal(',"objectRef":');
const RESPONSE_STATUS = literal(',"responseStatus":');
const REQUEST_OBJECT = literal(',"requestObject":');
const RESPONSE_OBJECT = literal(',"responseObject":');
const RECEIVED = literal(',"requestReceivedTimestamp":"');
const REACHED = literal(',"stageTimestamp":"');
const ANNOTATIONS = literal(',"annotations":');

/** Where the words of a user lie by which others are told from it: in the name. */
const USERNAME_AT = 13;
const USERNAME_END = 61;
/** Where a status tells its code, if it tells nothing before. */
const CODE_AT = 22;
const PRIME = 0x01000193;

/**
 * Reads canonical events in bytes: those that are what kube-apiserver writes, byte for byte, as `canonical.ts` does in text.
 * Of the events that it does not take, some are canonical all the same. It builds nothing: most of an event is what other
 * events said too, and the rest are places in the bytes. What it finds holds until it reads the next event.
 */
export class EventScanner {
  layout: Layout = 'item';
  apiVersion: Piece<string> | undefined;
  level!: Piece<string>;
  readonly auditID = new Uint32Array(4);
  stage!: Piece<string>;
  readonly requestURI = emptySpan();
  verb!: Piece<string>;
  user!: Piece<UserInfo>;
  impersonatedUser: Piece<UserInfo> | undefined;
  sourceIPs: Piece<string[]> | undefined;
  userAgent: Piece<string> | undefined;
  readonly objectRef = new ObjectRefScanner();
  responseStatus: Piece<StatusPiece> | undefined;
  readonly requestObject: BodySpan = noBody();
  readonly responseObject: BodySpan = noBody();
  /** Microseconds since the epoch, as the next; -1 where the event has none. */
  requestReceivedTimestamp = -1;
  stageTimestamp = -1;
  annotations: Piece<Record<string, string>> | undefined;

  readonly #apiVersions = new KnownPieces((text) => text.string());
  readonly #levels = new KnownPieces((text) => text.string());
  readonly #stages = new KnownPieces((text) => text.string());
  readonly #verbs = new KnownPieces((text) => text.string());
  readonly #users = new KnownPieces(readUser);
  readonly #impersonatedUsers = new KnownPieces((text) => notEmpty(text, readUser(text)));
  readonly #sourceIPs = new KnownPieces((text) => text.strings());
  readonly #userAgents = new KnownPieces((text) => text.string() || text.fail());
  readonly #statuses = new KnownPieces(readStatus);
  readonly #annotations = new KnownPieces((text) => text.map(() => text.string()));
  readonly #receivedTimes = new MicroTimeReader();
  readonly #stageTimes = new MicroTimeReader();
  #source: Source = sourceOf(new Uint8Array());
  #at = 0;

  /** Reads the event that begins at `at` in bytes that are UTF-8. Gives where it ends, or -1 if it is for the general way. */
  scan(source: Source, at: number): number {
    this.#source = source;
    this.#at = at;
    return this.#head() && this.#middle() && this.#tail() ? this.#at : -1;
  }

  #head(): boolean {
    this.apiVersion = undefined;
    this.layout = this.#take(EVENT) ? 'event' : 'item';
    if (this.layout === 'event') {
      const found = this.#piece(this.#apiVersions, 0);
      if (!found || !this.#take(LEVEL)) return false;
      this.apiVersion = found;
    } else if (!this.#take(ITEM)) return false;
    const level = this.#piece(this.#levels, 0);
    if (!level || !this.#take(AUDIT_ID) || !readUuid(this.#source.bytes, this.#at, this.auditID)) return false;
    this.#at += UUID_LENGTH;
    const stage = this.#take(STAGE) ? this.#piece(this.#stages, 0) : undefined;
    if (!stage || !this.#take(REQUEST_URI)) return false;
    this.#at = scanText(this.#source.bytes, this.#at, this.#source.end, this.requestURI);
    const verb = this.#at >= 0 && this.#take(VERB) ? this.#piece(this.#verbs, 0) : undefined;
    if (!verb) return false;
    this.level = level;
    this.stage = stage;
    this.verb = verb;
    return true;
  }

  /** Who, and on what. */
  #middle(): boolean {
    const user = this.#take(USER) ? this.#piece(this.#users, this.#userHint()) : undefined;
    if (!user) return false;
    this.user = user;
    this.impersonatedUser = undefined;
    if (this.#take(IMPERSONATED_USER)) {
      this.impersonatedUser = this.#piece(this.#impersonatedUsers, this.#userHint());
      if (!this.impersonatedUser) return false;
    }
    this.sourceIPs = undefined;
    if (this.#take(SOURCE_IPS)) {
      this.sourceIPs = this.#piece(this.#sourceIPs, user.salt);
      if (!this.sourceIPs) return false;
    }
    this.userAgent = undefined;
    if (this.#take(USER_AGENT)) {
      this.userAgent = this.#piece(this.#userAgents, user.salt);
      if (!this.userAgent) return false;
    }
    if (!this.#take(OBJECT_REF)) this.objectRef.clear();
    else this.#at = this.objectRef.scan(this.#source, this.#at);
    return this.#at >= 0;
  }

  /** With what outcome, and when. */
  #tail(): boolean {
    this.responseStatus = undefined;
    if (this.#take(RESPONSE_STATUS)) {
      this.responseStatus = this.#piece(this.#statuses, this.#word(this.#at + CODE_AT) ^ this.user.salt);
      if (!this.responseStatus) return false;
    }
    if (!this.#body(REQUEST_OBJECT, this.requestObject)) return false;
    if (!this.#body(RESPONSE_OBJECT, this.responseObject)) return false;
    this.requestReceivedTimestamp = this.#take(RECEIVED) ? this.#time(this.#receivedTimes) : -1;
    if (this.#at < 0) return false;
    this.stageTimestamp = this.#take(REACHED) ? this.#time(this.#stageTimes) : -1;
    if (this.#at < 0) return false;
    this.annotations = undefined;
    if (this.#take(ANNOTATIONS)) {
      this.annotations = this.#piece(this.#annotations, this.user.salt);
      if (!this.annotations) return false;
    }
    if (this.#at >= this.#source.end || this.#source.bytes[this.#at] !== CLOSE_BRACE) return false;
    this.#at++;
    return true;
  }

  #take(text: Words): boolean {
    if (!text.standsAt(this.#source, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #piece<T>(known: KnownPieces<T>, hint: number): Piece<T> | undefined {
    const piece = known.find(this.#source, this.#at, hint);
    if (piece) this.#at += piece.length;
    return piece;
  }

  #body(key: Words, span: BodySpan): boolean {
    span.end = span.start;
    span.containers = 0;
    if (this.#take(key)) this.#at = scanBody(this.#source.bytes, this.#at, this.#source.end, span);
    return this.#at >= 0;
  }

  /** The time that stands here, its quotation mark included; if none does, the place is lost. */
  #time(times: MicroTimeReader): number {
    const micros = times.read(this.#source, this.#at);
    const end = this.#at + times.length;
    this.#at = micros >= 0 && end < this.#source.end && this.#source.bytes[end] === QUOTE ? end + 1 : -1;
    return micros;
  }

  #userHint(): number {
    let hint = 0;
    for (let i = USERNAME_AT; i < USERNAME_END; i += WORD) hint = Math.imul(hint ^ this.#word(this.#at + i), PRIME);
    return hint;
  }

  #word(at: number): number {
    return at + WORD > this.#source.end ? 0 : this.#source.view.getInt32(at, true);
  }
}
