import { goString } from '../../event/go-json.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../../event/json-chars.ts';
import { scanObject, skipSpace, valueSpan } from '../../event/json-scan.ts';
import { PLACEHOLDER } from '../../event/redacted.ts';
import { applyEdits, type Edit } from './edits.ts';
import { type Arguments, mayHoldMembers, redactText } from './patterns.ts';
import { ALL, ANYWHERE, both, isSecretName, type Secrecy, secrecyOfKind, secrecyOfRequest } from './places.ts';
import { type Suspicion, suspicionOf } from './suspicious.ts';

/** What comes in the place of a secret. Equal secrets get equal placeholders, if it hides only what they are. */
export type Replace = (secret: Uint8Array) => string;

/** How secrets are taken out. */
export interface Rules {
  readonly replace: Replace;
  readonly arguments: Arguments;
}

/** Real bodies stay under a hundred levels; what is deeper is not looked into, but taken out. */
const MAX_DEPTH = 200;
/** JSON texts in strings of JSON texts: Docker's wrapping around MKE's line around a body around `last-applied`. */
const MAX_NESTED = 4;
/** So many times its size is looked at again where an object says at its end what it is. */
const MAX_AGAIN = 8;
/** An event, its wrapping, and the wrapping's: where requests are looked for. */
const REQUEST_DEPTH = 4;
/** Values in one event; a real one has a few. */
const MAX_EDITS = 10_000;

class CannotBeRead extends Error {}

/**
 * Finds the secrets in a JSON text by their place and by how they are written. `undefined` if it cannot be read to its
 * end: then nothing is known about any of it.
 */
export function findSecrets(
  bytes: Uint8Array,
  suspicion: Suspicion,
  rules: Rules,
  nested = 0,
): readonly Edit[] | undefined {
  /** Those of an object are the last ones while it is read. */
  const edits: Edit[] = [];
  const { replace } = rules;
  const path: (string | number)[] = [];
  const end = bytes.length;
  let again = bytes.length * MAX_AGAIN;

  function value(at: number, secrecy: Secrecy): number {
    const first = bytes[at];
    if (path.length > MAX_DEPTH && (first === OPEN_BRACE || first === OPEN_BRACKET)) return tooDeep(at);
    if (first === OPEN_BRACE) return object(at, secrecy);
    if (first === OPEN_BRACKET) return array(at, secrecy);
    const span = valueSpan(bytes, at, end);
    if (!span) throw new CannotBeRead();
    if (first === QUOTE) text(at, span.end, secrecy);
    else if (secrecy.all && isNumber(first)) hide(at, span.end, bytes.subarray(at, span.end));
    return span.end;
  }

  /** What is nested so deeply is not looked into: it goes as a whole, unless there is nothing in it. */
  function tooDeep(at: number): number {
    const span = valueSpan(bytes, at, end);
    if (!span) throw new CannotBeRead();
    const within = bytes.subarray(at, span.end);
    if (within.includes(QUOTE)) hide(at, span.end, within);
    return span.end;
  }

  function object(at: number, secrecy: Secrecy): number {
    const request = path.length < REQUEST_DEPTH ? requestAt(at) : undefined;
    const first = edits.length;
    const before: { key: string; start: number }[] = [];
    let own = secrecy;
    let secretName = false;
    let variable: { start: number; end: number } | undefined;

    function member(key: string, start: number): number {
      before.push({ key, start });
      const stop = below(key, start, secrecyOf(key));
      if (key === 'kind') learn(stringAt(start, stop), stop);
      if (key === 'name') secretName = isSecretName(stringAt(start, stop));
      if (key === 'value' && bytes[start] === QUOTE) variable = { start, end: stop };
      return stop;
    }

    function secrecyOf(key: string): Secrecy {
      if (own.all || own.members.has(key.toLowerCase())) return ALL;
      return request && (key === 'requestObject' || key === 'responseObject') ? request : own;
    }

    /** Maps whose keys are in order say only after their data what they are: it is looked at again. */
    function learn(kind: string, stop: number): void {
      const found = own.all ? undefined : secrecyOfKind(kind);
      if (!found) return;
      // Before it is done: within, the same may happen again.
      again -= stop - at;
      if (again < 0) throw new CannotBeRead();
      own = both(own, found);
      edits.length = first;
      for (const { key, start } of before) below(key, start, secrecyOf(key));
    }

    const scan = scanObject(bytes, at, end, member);
    if (!scan.complete) throw new CannotBeRead();
    if (secretName && variable) {
      const { start } = variable;
      const others = edits.splice(first).filter((one) => one.start < start || one.start >= (variable?.end ?? start));
      edits.push(...others);
      below('value', start, ALL);
    }
    return scan.end;
  }

  function array(at: number, secrecy: Secrecy): number {
    let next = skipSpace(bytes, at + 1, end);
    if (bytes[next] === CLOSE_BRACKET) return next + 1;
    for (let i = 0; ; i++) {
      next = skipSpace(bytes, below(i, next, secrecy), end);
      if (bytes[next] === CLOSE_BRACKET) return next + 1;
      if (bytes[next] !== COMMA) throw new CannotBeRead();
      next = skipSpace(bytes, next + 1, end);
    }
  }

  function below(key: string | number, at: number, secrecy: Secrecy): number {
    path.push(key);
    const stop = value(at, secrecy);
    path.pop();
    return stop;
  }

  function text(start: number, stop: number, secrecy: Secrecy): void {
    const inner = bytes.subarray(start + 1, stop - 1);
    if (secrecy.all) {
      if (inner.length > 0 && !isPlaceholder(inner)) hide(start, stop, inner);
      return;
    }
    if (isJson(inner) && jsonText(start, stop)) return;
    if (environmentAt(start, inner)) return;
    const before = latin1(inner);
    if (!suspicion.text && !mayHoldMembers(before)) return;
    const after = redactText(before, {
      replace: (secret) => replace(Buffer.from(secret, 'latin1')),
      note: (name) => names.add(name),
      arguments: rules.arguments,
    });
    if (after !== before)
      edit({
        start: start + 1,
        end: stop - 1,
        text: Buffer.from(after, 'latin1'),
        what: `${pathText()} (${[...names].join(', ')})`,
      });
    names.clear();
  }
  const names = new Set<string>();

  /** A variable as Docker's API has it, `NAME=value` in `Env`; gives whether it was taken care of. */
  function environmentAt(start: number, inner: Uint8Array): boolean {
    if (path.at(-2) !== 'Env') return false;
    const equals = inner.indexOf(EQUALS);
    const secret = inner.subarray(equals + 1);
    if (equals < 0 || secret.length === 0 || !isSecretName(latin1(inner.subarray(0, equals)))) return false;
    const at = start + 1 + equals + 1;
    if (!isPlaceholder(secret))
      edit({ start: at, end: at + secret.length, text: Buffer.from(replace(secret)), what: pathText() });
    return true;
  }

  /** A JSON text in a string; gives whether it was taken care of. What is cut off in it is not trusted. */
  function jsonText(start: number, stop: number): boolean {
    if (nested === MAX_NESTED) return hideAll(start, stop);
    const inner = Buffer.from(stringAt(start, stop));
    const within = suspicionOf(inner, false);
    if (!within.text && !within.place) return true;
    const found = findSecrets(inner, within, rules, nested + 1);
    if (!found) return hideAll(start, stop);
    if (found.length === 0) return true;
    const text = Buffer.from(goString(applyEdits(inner, found).toString()));
    const what = found.map((one) => one.what).join(', ');
    edit({ start, end: stop, text, what: `${pathText()}: ${what}` });
    return true;
  }

  function hideAll(start: number, stop: number): true {
    hide(start, stop, bytes.subarray(start + 1, stop - 1));
    return true;
  }

  function hide(start: number, stop: number, secret: Uint8Array): void {
    edit({ start, end: stop, text: Buffer.from(`"${replace(secret)}"`), what: pathText() });
  }

  function edit(one: Edit): void {
    if (edits.length >= MAX_EDITS) throw new CannotBeRead();
    edits.push(one);
  }

  /** What the bodies of the request hold that the object at `at` records; `undefined` if it records none. */
  function requestAt(at: number): Secrecy | undefined {
    let uri = '';
    let ref: Partial<Record<'resource' | 'subresource', string>> = {};
    let bodies = false;
    scanObject(bytes, at, end, (key, start) => {
      const stop = valueSpan(bytes, start, end)?.end ?? -1;
      if (stop < 0) return stop;
      if (key === 'requestURI') uri = stringAt(start, stop);
      if (key === 'objectRef' && bytes[start] === OPEN_BRACE) ref = parsed(start, stop) ?? {};
      bodies ||= key === 'requestObject' || key === 'responseObject';
      return stop;
    });
    return bodies ? secrecyOfRequest(uri, String(ref.resource ?? ''), String(ref.subresource ?? '')) : undefined;
  }

  function parsed(start: number, stop: number): Partial<Record<string, string>> | undefined {
    try {
      return JSON.parse(Buffer.from(bytes.subarray(start, stop)).toString('utf8'));
    } catch {
      return undefined;
    }
  }

  function stringAt(start: number, stop: number): string {
    return bytes[start] === QUOTE ? String(parsed(start, stop) ?? '') : '';
  }

  function pathText(): string {
    return path.reduce<string>((text, key) => {
      if (typeof key === 'number') return `${text}[${key}]`;
      const name = Buffer.from(key, 'latin1').toString('utf8');
      return text === '' ? name : `${text}.${name}`;
    }, '');
  }

  try {
    const start = skipSpace(bytes, 0, end);
    const stop = skipSpace(bytes, value(start, ANYWHERE), end);
    return stop === end ? edits : undefined;
  } catch (error) {
    if (error instanceof CannotBeRead) return undefined;
    throw error;
  }
}

const EQUALS = 0x3d;

function isNumber(first: number | undefined): boolean {
  return first === 0x2d || (first !== undefined && first >= 0x30 && first <= 0x39);
}

function isPlaceholder(inner: Uint8Array): boolean {
  return latin1(inner.subarray(0, PLACEHOLDER.length)) === PLACEHOLDER;
}

/** What can follow the bracket that opens a JSON text, in a string: an escaped quotation mark or space, or another bracket. */
const AFTER_BRACKET = [0x5c, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE];

/** Whether a string holds what can be an object or a list. */
function isJson([first, second]: Uint8Array): boolean {
  return (first === OPEN_BRACE || first === OPEN_BRACKET) && second !== undefined && AFTER_BRACKET.includes(second);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
