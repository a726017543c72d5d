import { PLACEHOLDER } from '../event/redacted.ts';

/** A value as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** An object that was read in a text: what it has, and where the text goes on. */
export interface JavaObject {
  /** `ClusterParameters`. */
  readonly className: string;
  readonly value: { readonly [key: string]: JsonValue };
  readonly end: number;
  /** Whether its end was there. */
  readonly isWhole: boolean;
}

/** Objects within objects. Those of the PKS API have three levels. */
const MAX_DEPTH = 32;

const CLASS = /class (\w{1,200}) \{/y;
const RECORD = /(\w{1,200})\{/y;
const KEY = /([A-Za-z_]\w{0,200}):/y;
const RECORD_KEY = /([A-Za-z_]\w{0,200})=/y;
/** Where objects are flattened to a line, what ends a text: the next property, whose name begins in lower case, or the end. */
const FLAT_END = / (?:[a-z]\w{0,200}:(?: |$)|\})/g;
/** What ends a text within quotation marks, and one without. */
const QUOTED_END = /'(?:, (?:[A-Za-z_]\w{0,200})?(?:=|$)|\}|,?$)/g;
const BARE_END = /, (?:[A-Za-z_]\w{0,200})?(?:=|$)|\}/g;
const SPACE = /\s*/y;
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/**
 * Reads an object in either of the forms in which Java programs print theirs: `class X { a: b c: d }`, on a line or over several, or
 * `X{a='b', c=d}`. `undefined` if none begins at the place. Linear in the length of the text: nothing is looked at again but a name.
 */
export function readJavaObject(text: string, at: number, depth = 0): JavaObject | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const isClass = matches(CLASS, text, at);
  if (isClass) return readClass(text, isClass, depth);
  const isRecord = matches(RECORD, text, at);
  return isRecord ? readRecord(text, isRecord, depth) : undefined;
}

interface Opening {
  readonly name: string;
  readonly end: number;
}

function matches(pattern: RegExp, text: string, at: number): Opening | undefined {
  pattern.lastIndex = at;
  const name = pattern.exec(text)?.[1];
  return name === undefined ? undefined : { name, end: pattern.lastIndex };
}

/** Where the first match from a place on begins; the end of the text if there is none. */
function next(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.index ?? text.length;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

function readClass(text: string, { name: className, end }: Opening, depth: number): JavaObject {
  const found: [string, JsonValue][] = [];
  let at = skipSpace(text, end);
  const isFlat = !text.slice(end, at).includes('\n');
  for (;;) {
    if (text[at] === '}') return { className, value: Object.fromEntries(found), end: at + 1, isWhole: true };
    const key = matches(KEY, text, at);
    if (!key) return { className, value: Object.fromEntries(found), end: at, isWhole: false };
    const { value, end: stop, isWhole } = readProperty(text, key.end, isFlat, depth);
    if (isWhole || isNested(value)) found.push([key.name, value]);
    if (!isWhole) return { className, value: Object.fromEntries(found), end: stop, isWhole };
    at = skipSpace(text, stop);
  }
}

interface Property {
  readonly value: JsonValue;
  readonly end: number;
  readonly isWhole: boolean;
}

/** The value behind `name:`. */
function readProperty(text: string, from: number, isFlat: boolean, depth: number): Property {
  const at = text[from] === ' ' ? from + 1 : from;
  const object = readJavaObject(text, at, depth + 1);
  if (object) return object;
  if (text.startsWith('[class ', at)) return readList(text, at + 1, depth);
  // The space before the next name may be the one behind this one's.
  const end = isFlat ? next(FLAT_END, text, from) : lineEnd(text, from);
  return { value: plainValue(text.slice(from, end).trim()), end, isWhole: end < text.length };
}

/** `class X {…}, class Y {…}]`. */
function readList(text: string, from: number, depth: number): Property {
  const value: JsonValue[] = [];
  for (let at = from; ; ) {
    const object = readJavaObject(text, at, depth + 1);
    if (!object) return { value, end: at, isWhole: false };
    value.push(object.value);
    if (!object.isWhole) return { value, end: object.end, isWhole: false };
    if (text[object.end] === ']') return { value, end: object.end + 1, isWhole: true };
    if (text[object.end] !== ',') return { value, end: object.end, isWhole: false };
    at = skipSpace(text, object.end + 1);
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function readRecord(text: string, { name: className, end: from }: Opening, depth: number): JavaObject {
  const found: [string, JsonValue][] = [];
  for (let at = from; ; ) {
    const key = matches(RECORD_KEY, text, at);
    if (!key) {
      const isWhole = text[at] === '}';
      return { className, value: Object.fromEntries(found), end: isWhole ? at + 1 : at, isWhole };
    }
    const { value, end, isWhole } = readField(text, key.end, depth);
    if (isWhole || isNested(value)) found.push([key.name, value]);
    if (!isWhole) return { className, value: Object.fromEntries(found), end, isWhole };
    at = text.startsWith(', ', end) ? end + 2 : end;
  }
}

/** The value behind `name=`. */
function readField(text: string, at: number, depth: number): Property {
  const object = readJavaObject(text, at, depth + 1);
  if (object) return object;
  if (text[at] === "'") {
    const end = next(QUOTED_END, text, at + 1);
    return { value: text.slice(at + 1, end), end: Math.min(end + 1, text.length), isWhole: end < text.length };
  }
  const end = next(BARE_END, text, at);
  // Some classes print the second quotation mark of a value that has no first.
  return { value: plainValue(text.slice(at, end).replace(/'$/, '')), end, isWhole: end < text.length };
}

/** Of a text that is cut off nothing tells where it would have ended; of an object there may be whole properties. */
function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}

/** `null`, a truth value, a number, a list of texts, or a text. */
function plainValue(text: string): JsonValue {
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (NUMBER.test(text)) return Number(text);
  if (text.startsWith('[') && text.endsWith(']') && !text.startsWith(PLACEHOLDER))
    return text.length === 2 ? [] : text.slice(1, -1).split(', ');
  return text;
}
