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
    if (this.#member(source, RESOURCE) && !(this.resource = this.#piece(source, this.#resources))) return -1;
    if (this.#member(source, NAMESPACE) && !(this.namespace = this.#piece(source, this.#namespaces))) return -1;
    if (this.#member(source, NAME) && !this.#text(source, this.name)) return -1;
    if (this.#member(source, UID) && !this.#text(source, this.uid)) return -1;
    if (this.#member(source, API_GROUP) && !(this.apiGroup = this.#piece(source, this.#apiGroups))) return -1;
    if (this.#member(source, API_VERSION) && !(this.apiVersion = this.#piece(source, this.#apiVersions))) return -1;
    if (this.#member(source, RESOURCE_VERSION) && !this.#text(source, this.resourceVersion)) return -1;
    if (this.#member(source, SUBRESOURCE) && !(this.subresource = this.#piece(source, this.#subresources))) return -1;
    // An empty one does not follow from its columns.
    return this.#at > this.#start && bytes[this.#at] === CLOSE_BRACE ? this.#at + 1 : -1;
  }

  /** Goes to the value of a member if it is the next. */
  #member(source: Source, key: Words): boolean {
    let at = this.#at;
    if (at > this.#start) {
      if (source.bytes[at] !== COMMA) return false;
      at++;
    }
    if (!key.standsAt(source, at)) return false;
    this.#at = at + key.length;
    return true;
  }

  #piece(source: Source, known: KnownPieces<string>): Name {
    const at = this.#at;
    if (at + 2 * WORD > source.end) return undefined;
    const piece = known.find(source, at, source.view.getInt32(at + 1, true));
    if (piece) this.#at = at + piece.length;
    return piece;
  }

  #text(source: Source, span: TextSpan): boolean {
    const end = scanText(source.bytes, this.#at, source.end, span);
    if (end < this.#at + EMPTY_LENGTH + 1) return false;
    this.#at = end;
    return true;
  }
}

function clearSpan(span: TextSpan): void {
  span.end = span.start;
}
