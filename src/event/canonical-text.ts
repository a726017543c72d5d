import { goString, goValue } from './go-json.ts';
import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-chars.ts';

/** Thrown for a text that is not written as Go writes it; whoever reads then goes the general way. */
export const NOT_CANONICAL = new Error('not canonical');

/** What a canonical text holds: no control characters, and none of those that Go escapes. */
const NATIVE = /^[ -%'-;=?-\u2027\u202a-\uffff]*$/;

/** How many escaped strings are remembered: the reasons of RBAC repeat. */
const KNOWN_STRINGS = 10_000;
const LONGEST_KNOWN = 2_048;

/** A member of an object: how it begins where it is the first, and where others stand before it. */
export interface Member {
  readonly first: string;
  readonly next: string;
}

export function memberOf<K extends string>(key: K): Member & { readonly key: K } {
  return { key, first: `"${key}":`, next: `,"${key}":` };
}

/** A place in a JSON text of which every piece is expected to stand just as Go's encoder writes it. */
export class CanonicalText {
  at = 0;
  #text = '';
  /** Where the next backslash stands; the end of the text if there is none. */
  #slash = 0;
  readonly #escaped = new Map<string, string>();

  /** Goes to the beginning of a text; `false` if it holds a character that no canonical text does. */
  open(text: string): boolean {
    if (!NATIVE.test(text)) return false;
    this.#text = text;
    this.at = 0;
    this.#slash = -1;
    return true;
  }

  get isAtEnd(): boolean {
    return this.at === this.#text.length;
  }

  fail(): never {
    throw NOT_CANONICAL;
  }

  take(literal: string): boolean {
    if (!this.#text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  expect(literal: string): void {
    if (!this.take(literal)) this.fail();
  }

  string(): string {
    const text = this.#text;
    const start = this.at;
    if (text.charCodeAt(start) !== QUOTE) this.fail();
    const end = text.indexOf('"', start + 1);
    if (end < 0) this.fail();
    if (this.#slash < start) this.#slash = this.#nextSlash();
    if (this.#slash < end) return this.#escapedString();
    this.at = end + 1;
    return text.slice(start + 1, end);
  }

  /** The value of a member that Go leaves out when it is empty. */
  optional(beginning: string): string | undefined {
    if (!this.take(beginning)) return undefined;
    return this.string() || this.fail();
  }

  /** The same for a member of the object whose inside began at `start`. */
  member(start: number, { first, next }: Member): string | undefined {
    return this.optional(this.at === start ? first : next);
  }

  takeMember(start: number, { first, next }: Member): boolean {
    return this.take(this.at === start ? first : next);
  }

  strings(): string[] {
    const list: string[] = [];
    this.expect('[');
    do list.push(this.string());
    while (this.take(','));
    this.expect(']');
    return list;
  }

  map<T>(value: () => T): Record<string, T> {
    const entries: Record<string, T> = {};
    this.expect('{');
    do {
      const key = this.string();
      // Objects put such keys elsewhere, or keep only one of two.
      if (isOutOfOrder(key) || Object.hasOwn(entries, key)) this.fail();
      this.expect(':');
      entries[key] = value();
    } while (this.take(','));
    this.expect('}');
    return entries;
  }

  /** A whole number above zero of at most nine digits. */
  number(): number {
    const start = this.at;
    while (isDigit(this.#text.charCodeAt(this.at))) this.at++;
    const digits = this.#text.slice(start, this.at);
    return digits.length > 0 && digits.length < 10 && digits[0] !== '0' ? Number(digits) : this.fail();
  }

  /** The text of an object. Its inside is for whoever parses it to judge. */
  object(): string {
    const text = this.#text;
    const start = this.at;
    if (text.charCodeAt(start) !== OPEN_BRACE) this.fail();
    let depth = 0;
    for (let at = start; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) at = this.#stringEnd(at) - 1;
      else if (char === OPEN_BRACE || char === OPEN_BRACKET) depth++;
      else if ((char === CLOSE_BRACE || char === CLOSE_BRACKET) && --depth === 0) {
        this.at = at + 1;
        return text.slice(start, this.at);
      }
    }
    return this.fail();
  }

  /** What a piece of JSON says, if Go would write it again as it stands. */
  valueOf(json: string): unknown {
    const value = parse(json);
    return goValue(value) === json ? value : this.fail();
  }

  #nextSlash(): number {
    const found = this.#text.indexOf('\\', this.at);
    return found < 0 ? this.#text.length : found;
  }

  #escapedString(): string {
    const end = this.#stringEnd(this.at);
    const json = this.#text.slice(this.at, end);
    this.at = end;
    const known = this.#escaped.get(json);
    if (known !== undefined) return known;
    const value = parse(json) as string;
    // Half a surrogate pair does not survive UTF-8.
    if (!value.isWellFormed() || goString(value) !== json) this.fail();
    if (this.#escaped.size >= KNOWN_STRINGS) this.#escaped.clear();
    if (json.length <= LONGEST_KNOWN) this.#escaped.set(json, value);
    return value;
  }

  #stringEnd(from: number): number {
    const text = this.#text;
    for (let at = from + 1; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) return at + 1;
      if (char === BACKSLASH) at++;
    }
    return this.fail();
  }
}

/** JSON that is part of a canonical text. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw NOT_CANONICAL;
  }
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}

/** Whether an object does not keep a key where it was put: numbers come first, and one name is no key at all. */
function isOutOfOrder(key: string): boolean {
  return isDigit(key.charCodeAt(0)) || key === '__proto__';
}
