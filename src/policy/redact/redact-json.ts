import { goString } from '../../event/go-json.ts';
import { CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../../event/json-chars.ts';
import { scanObject, skipSpace, valueSpan } from '../../event/json-scan.ts';
import { PLACEHOLDER } from '../../event/redacted.ts';
import { announcedSecrets, optionName } from './commands.ts';
import { applyEdits, type Edit, editsOutside } from './edits.ts';
import { hasNeedlessEscape, isJson, latin1, memberName, stringAt } from './json-text.ts';
import { isSecretMember, isSecretName, isStandIn } from './names.ts';
import { isPacked, type Room, roomToUnpack, unpacked } from './packed-text.ts';
import { redactText } from './patterns.ts';
import { ALL, ANYWHERE, both, INLINE, PAYLOAD, REGISTRIES, type Secrecy, secrecyOfKind } from './places.ts';
import { secrecyOfBodies } from './request-bodies.ts';
import type { Rules } from './rules.ts';
import { isSuspicious, type Suspicion, suspicionOf } from './suspicious.ts';

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
  within: Secrecy = ANYWHERE,
  nested = 0,
  room: Room = roomToUnpack(),
): readonly Edit[] | undefined {
  /** Those of an object are the last ones while it is read. */
  const edits: Edit[] = [];
  const { replace } = rules;
  const path: (string | number)[] = [];
  const end = bytes.length;
  let again = bytes.length * MAX_AGAIN;
  /** A body records no request. */
  let isInBody = false;

  function value(at: number, secrecy: Secrecy, isSecretText: boolean): number {
    const first = bytes[at];
    if (path.length > 0 && secrecy === ANYWHERE && !isSecretText) {
      const span = valueSpan(bytes, at, end);
      if (!span) throw new CannotBeRead();
      if (!isSuspicious(suspicion, at, span.end)) return span.end;
    }
    if (path.length > MAX_DEPTH && (first === OPEN_BRACE || first === OPEN_BRACKET)) return tooDeep(at);
    if (first === OPEN_BRACE) return object(at, isSecretText ? both(secrecy, INLINE) : secrecy);
    if (first === OPEN_BRACKET) return array(at, secrecy, isSecretText);
    const span = valueSpan(bytes, at, end);
    if (!span) throw new CannotBeRead();
    if (first === QUOTE) text(at, span.end, secrecy, isSecretText);
    else if ((secrecy.all || isSecretText) && isNumber(first)) hide(at, span.end, bytes.subarray(at, span.end));
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
    const request = !isInBody && path.length < REQUEST_DEPTH ? secrecyOfBodies(bytes, at, end) : undefined;
    const first = edits.length;
    const before: { key: string; start: number }[] = [];
    /** Of `{name, value}` and of `{op, path, value}`: what they say of the value, and where it is. */
    let isSecretValue = false;
    const values: number[] = [];
    let own = secrecy;

    function member(raw: string, start: number): number {
      const key = memberName(raw);
      before.push({ key, start });
      const stop = visit(key, start);
      if (key === 'kind') learn(stringAt(bytes, start, stop), stop);
      if (key === 'name') isSecretValue ||= isSecretName(stringAt(bytes, start, stop));
      if (key === 'path') isSecretValue ||= isSecretMember(stringAt(bytes, start, stop).split('/').at(-1) ?? '');
      if (key === 'value') values.push(start);
      return stop;
    }

    function visit(key: string, start: number): number {
      const name = key.toLowerCase();
      if (own.all || own.members.has(name)) return below(key, start, ALL);
      if (name === 'auths') return below(key, start, both(own, REGISTRIES));
      if (name === 'requestdata' || name === 'responsedata') return below(key, start, both(own, PAYLOAD));
      if (request && (key === 'requestObject' || key === 'responseObject')) {
        isInBody = true;
        const stop = below(key, start, request);
        isInBody = false;
        return stop;
      }
      return below(key, start, own, own.texts.has(name) || isSecretMember(key));
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
      for (const { key, start } of before) visit(key, start);
    }

    const scan = scanObject(bytes, at, end, member);
    if (!scan.complete) throw new CannotBeRead();
    if (isSecretValue && !own.all) anew(first, values, (start) => below('value', start, own, true));
    return scan.end;
  }

  function array(at: number, secrecy: Secrecy, isSecretText: boolean): number {
    const first = edits.length;
    const strings: { start: number; end: number }[] = [];
    let next = skipSpace(bytes, at + 1, end);
    if (bytes[next] === CLOSE_BRACKET) return next + 1;
    for (let i = 0; ; i++) {
      const start = next;
      const stop = below(i, start, secrecy, isSecretText);
      if (bytes[start] === QUOTE) strings[i] = { start, end: stop };
      next = skipSpace(bytes, stop, end);
      if (bytes[next] === CLOSE_BRACKET) break;
      if (bytes[next] !== COMMA) throw new CannotBeRead();
      next = skipSpace(bytes, next + 1, end);
    }
    if (strings.length > 0 && !secrecy.all && isSuspicious(suspicion, at, next)) commandArguments(first, strings);
    return next + 1;
  }

  /** Of a list that may be a command: an argument of which the one before it says that it is secret, or its own option. */
  function commandArguments(first: number, strings: readonly { start: number; end: number }[]): void {
    const args = Array.from(strings, (span) => (span ? stringAt(bytes, span.start, span.end) : ''));
    const announced = announcedSecrets(args);
    const kept = args.map((arg, i) => (announced.has(i) ? '' : optionName(arg)));
    /** The number of an argument, by where it begins. */
    const secret = new Map<number, number>();
    strings.forEach(({ start }, i) => {
      if (!announced.has(i) && kept[i] === '') return;
      if (!isStandIn(args[i]!.slice(kept[i]!.length))) secret.set(start, i);
    });
    anew(first, [...secret.keys()], (start) => {
      const i = secret.get(start)!;
      const from = start + 1 + kept[i]!.length;
      const stop = strings[i]!.end;
      path.push(i);
      const text = Buffer.from(replace(bytes.subarray(from, stop - 1)));
      edit({ start: from, end: stop - 1, text, what: pathText() });
      path.pop();
      return stop;
    });
  }

  /** Finds the secrets of some values anew, which begin at `starts`, in order. */
  function anew(first: number, starts: readonly number[], find: (start: number) => number): void {
    const others = edits.splice(first);
    const stretches = starts.map((start) => ({ start, end: find(start) }));
    const found = edits.splice(first);
    for (const one of editsOutside(others, stretches)) edit(one);
    for (const one of found) edit(one);
  }

  function below(key: string | number, at: number, secrecy: Secrecy, isSecretText = false): number {
    path.push(key);
    const stop = value(at, secrecy, isSecretText);
    path.pop();
    return stop;
  }

  function text(start: number, stop: number, secrecy: Secrecy, isSecretText: boolean): void {
    const inner = bytes.subarray(start + 1, stop - 1);
    if (secrecy.all || isSecretText) {
      const isNone = inner.length === 0 || isPlaceholder(inner) || (!secrecy.all && isStandIn(latin1(inner)));
      if (!isNone) hide(start, stop, inner);
      return;
    }
    if (!isSuspicious(suspicion, start, stop)) return;
    const written = latin1(inner);
    const plain = hasNeedlessEscape(written) ? withoutEscapes(start, stop) : written;
    if (isJson(plain)) jsonText(start, stop, secrecy);
    else if (isPacked(plain)) packedText(start, stop, plain, secrecy);
    else plainText(start, stop, plain);
  }

  function plainText(start: number, stop: number, plain: string): void {
    const after = environment(plain) ?? redactText(plain, options);
    if (after !== plain) {
      const what = names.size > 0 ? `${pathText()} (${[...names].join(', ')})` : pathText();
      edit({ start: start + 1, end: stop - 1, text: Buffer.from(after, 'latin1'), what });
    }
    names.clear();
  }
  const names = new Set<string>();
  const options = {
    replace: (secret: string) => replace(Buffer.from(secret, 'latin1')),
    note: (name: string) => names.add(name),
    arguments: rules.arguments,
  };

  function withoutEscapes(start: number, stop: number): string {
    return Buffer.from(goString(stringAt(bytes, start, stop)).slice(1, -1)).toString('latin1');
  }

  /** A variable as Docker's API has it, `NAME=value` in `Env`, without what is secret; `undefined` of all else. */
  function environment(variable: string): string | undefined {
    const equals = variable.indexOf('=');
    const secret = variable.slice(equals + 1);
    if (equals < 0 || !/^env$/i.test(String(path.at(-2))) || !isSecretName(variable.slice(0, equals))) return undefined;
    const isNone = secret === '' || secret.startsWith(PLACEHOLDER) || isStandIn(secret);
    return isNone ? variable : variable.slice(0, equals + 1) + options.replace(secret);
  }

  /** A JSON text in a string. What is cut off in it is not trusted. */
  function jsonText(start: number, stop: number, secrecy: Secrecy): void {
    const inner = Buffer.from(stringAt(bytes, start, stop));
    const within = suspicionOf(inner, false);
    if (!within) return;
    const found = nested < MAX_NESTED ? findSecrets(inner, within, rules, secrecy, nested + 1, room) : undefined;
    if (!found) hideAll(start, stop);
    if (!found?.length) return;
    const text = Buffer.from(goString(applyEdits(inner, found).toString()));
    const what = found.map((one) => one.what).join(', ');
    edit({ start, end: stop, text, what: `${pathText()}: ${what}` });
  }

  /** What is packed goes as a whole, if there is a secret in it or it cannot be known. */
  function packedText(start: number, stop: number, packed: string, secrecy: Secrecy): void {
    const inner = nested < MAX_NESTED ? unpacked(packed, room) : undefined;
    const within = inner && suspicionOf(inner, false);
    if (inner && !within) return;
    const found =
      inner && within && isJson(latin1(inner))
        ? findSecrets(inner, within, rules, secrecy, nested + 1, room)
        : undefined;
    if (found ? found.length > 0 : !inner || redactText(latin1(inner), options) !== latin1(inner)) hideAll(start, stop);
    names.clear();
  }

  function hideAll(start: number, stop: number): void {
    hide(start, stop, bytes.subarray(start + 1, stop - 1));
  }

  function hide(start: number, stop: number, secret: Uint8Array): void {
    edit({ start, end: stop, text: Buffer.from(`"${replace(secret)}"`), what: pathText() });
  }

  function edit(one: Edit): void {
    if (edits.length >= MAX_EDITS) throw new CannotBeRead();
    edits.push(one);
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
    const stop = skipSpace(bytes, value(start, within, false), end);
    return stop === end ? edits : undefined;
  } catch (error) {
    if (error instanceof CannotBeRead) return undefined;
    throw error;
  }
}

function isNumber(first: number | undefined): boolean {
  return first === 0x2d || (first !== undefined && first >= 0x30 && first <= 0x39);
}

function isPlaceholder(inner: Uint8Array): boolean {
  return latin1(inner.subarray(0, PLACEHOLDER.length)) === PLACEHOLDER;
}
