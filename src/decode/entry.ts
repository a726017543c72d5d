import { isUtf8 } from 'node:buffer';
import { OPEN_BRACE } from '../event/json-chars.ts';
import { valueSpan } from '../event/json-scan.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_CONTAINERS, MAX_EVENT_DEPTH } from '../event/limits.ts';
import { quarantined, type Unread } from './reading.ts';
import { NO_STRUCTURE, type Structure } from './received.ts';

export type JsonObject = Record<string, unknown>;

/** A JSON text that was parsed, or why it cannot be. */
type Parsed = { readonly value: unknown } | { readonly problem: string };

/**
 * What was received of one entry, or what another entry wraps. What formats ask of it is made once, when the first of them
 * asks. The object is that of whoever decodes the entry, who may change it.
 */
export class Entry {
  /** The bytes; `undefined` of an object that stood in another entry. */
  readonly raw: Uint8Array | undefined;
  readonly #structure: Structure;
  #isUtf8: boolean | undefined;
  #text: string | undefined;
  #parsed: Parsed | undefined;

  /** The structure of its JSON is what whoever cut it out has seen. */
  constructor(raw: Uint8Array | undefined, structure: Structure = NO_STRUCTURE) {
    this.raw = raw;
    this.#structure = structure;
  }

  /** An entry that stood in another one, as text. */
  static ofText(text: string): Entry {
    const raw = Buffer.from(text, 'utf8');
    const structure = raw[0] === OPEN_BRACE ? valueSpan(raw, 0, raw.length) : undefined;
    const entry = new Entry(raw, structure);
    entry.#isUtf8 = true;
    entry.#text = text;
    return entry;
  }

  /** An entry that stood in another one, as an object. */
  static ofObject(object: JsonObject): Entry {
    const entry = new Entry(undefined);
    entry.#isUtf8 = true;
    entry.#parsed = { value: object };
    return entry;
  }

  get isUtf8(): boolean {
    this.#isUtf8 ??= isUtf8(this.raw ?? NO_BYTES);
    return this.#isUtf8;
  }

  /** Bytes that are no UTF-8 are U+FFFD in it. */
  get text(): string {
    this.#text ??= this.raw ? textOf(this.raw) : JSON.stringify(this.object);
    return this.#text;
  }

  /** Whether it is to be a JSON object, if perhaps a broken one. */
  get startsWithBrace(): boolean {
    return this.raw === undefined || this.raw[0] === OPEN_BRACE;
  }

  /** The JSON object that it is; `undefined` if it is none. */
  get object(): JsonObject | undefined {
    if (!this.startsWithBrace || !this.isUtf8) return undefined;
    const parsed = this.parse();
    return 'value' in parsed ? (parsed.value as JsonObject) : undefined;
  }

  parse(): Parsed {
    this.#parsed ??= parse(this.text);
    return this.#parsed;
  }

  /** Why no format should look at it. */
  get problem(): Unread | undefined {
    const length = this.raw?.length ?? 0;
    const { depth, containers } = this.#structure;
    if (length > MAX_EVENT_BYTES) {
      return quarantined('too-large', `the event has ${length} bytes; ${MAX_EVENT_BYTES} are read at most`);
    }
    if (depth > MAX_EVENT_DEPTH) {
      return quarantined('too-deep', `the event is nested ${depth} levels deep; ${MAX_EVENT_DEPTH} are read at most`);
    }
    if (containers > MAX_EVENT_CONTAINERS) {
      const detail = `the event holds ${containers} objects and arrays; ${MAX_EVENT_CONTAINERS} are read at most`;
      return quarantined('too-complex', detail);
    }
    return undefined;
  }
}

const NO_BYTES = new Uint8Array();

function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('utf8');
}

function parse(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: parseProblem(error) };
  }
}

/** V8's messages quote the text, which may hold secrets; only the position is kept. */
function parseProblem(error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position === undefined
    ? 'the JSON breaks off or is malformed'
    : `the JSON is malformed at character ${position}`;
}
