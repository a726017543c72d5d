import { CLOSE_BRACE, COMMA, OPEN_BRACE } from './json-chars.ts';
import { KnownPieces, type Piece } from './known-pieces.ts';
import { emptySpan, scanText, type TextSpan } from './text-span.ts';
import { literal, type Source, WORD, type Words } from './words.ts';

type Name = Piece<string> | undefined;

const RESOURCE = literal('"resource":');
const NAMESPACE = literal('"namespace":');
const NAME = literal('"name":');
const UID = literal('"uid":');
const API_GROUP = literal('"apiGroup":');
const API_VERSION = literal('"apiVersion":');
const RESOURCE_VERSION = literal('"resourceVersion":');
const SUBRESOURCE = literal('"subresource":');
/** As `""`. */
const EMPTY_LENGTH = 2;
/** The place after a value that cannot be read: no member is next, and no object ends there. */
const LOST = -1;

function names(): KnownPieces<string> {
  return new KnownPieces((text) => text.string() || text.fail());
}

/** Reads `objectRef` in the bytes of an event. What it finds holds until it reads the next. */
export class ObjectRefScanner {
  resource: Name;
  namespace: Name;
  readonly name: TextSpan = emptySpan();
  readonly uid: TextSpan = emptySpan();
  apiGroup: Name;
  apiVersion: Name;
  readonly resourceVersion: TextSpan = emptySpan();
  subresource: Name;

  readonly #resources = names();
  readonly #namespaces = names();
  readonly #apiGroups = names();
  readonly #apiVersions = names();
  readonly #subresources = names();
  #at = 0;
  #start = 0;

  clear(): void {
    this.resource = undefined;
    this.namespace = undefined;
    clearSpan(this.name);
    clearSpan(this.uid);
    this.apiGroup = undefined;
    this.apiVersion = undefined;
    clearSpan(this.resourceVersion);
    this.subresource = undefined;
  }

  /** Where the object ends that begins at `at`, or -1 if it is not written as Go writes it. */
  scan(source: Source, at: number): number {
    const { bytes } = source;
    this.clear();
    if (bytes[at] !== OPEN_BRACE) return -1;
    this.#at = at + 1;
    this.#start = at + 1;
    this.resource = this.#piece(source, RESOURCE, this.#resources);
    this.namespace = this.#piece(source, NAMESPACE, this.#namespaces);
    this.#text(source, NAME, this.name);
    this.#text(source, UID, this.uid);
    this.apiGroup = this.#piece(source, API_GROUP, this.#apiGroups);
    this.apiVersion = this.#piece(source, API_VERSION, this.#apiVersions);
    this.#text(source, RESOURCE_VERSION, this.resourceVersion);
    this.subresource = this.#piece(source, SUBRESOURCE, this.#subresources);
    // An empty one does not follow from its columns.
    return this.#at > this.#start && bytes[this.#at] === CLOSE_BRACE ? this.#at + 1 : -1;
  }

  /** Goes to the value of a member if it is the next. */
  #member(source: Source, key: Words): boolean {
    let at = this.#at;
    if (at < this.#start) return false;
    if (at > this.#start) {
      if (source.bytes[at] !== COMMA) return false;
      at++;
    }
    if (!key.standsAt(source, at)) return false;
    this.#at = at + key.length;
    return true;
  }

  #piece(source: Source, key: Words, known: KnownPieces<string>): Name {
    if (!this.#member(source, key)) return undefined;
    const at = this.#at;
    const hint = at + 2 * WORD > source.end ? 0 : source.view.getInt32(at + 1, true);
    const piece = known.find(source, at, hint);
    this.#at = piece ? at + piece.length : LOST;
    return piece;
  }

  #text(source: Source, key: Words, span: TextSpan): void {
    if (!this.#member(source, key)) return;
    const end = scanText(source.bytes, this.#at, source.end, span);
    this.#at = end > this.#at + EMPTY_LENGTH ? end : LOST;
  }
}

function clearSpan(span: TextSpan): void {
  span.end = span.start;
}
