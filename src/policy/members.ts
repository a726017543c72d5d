import { COMMA, OPEN_BRACE } from '../event/json-chars.ts';
import { isSpace, scanObject, skipSpace, valueSpan } from '../event/json-scan.ts';

/** A stretch of bytes that goes, and what comes in its place. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

/** A member of an object: its key as it is written, and its value from its beginning to its end. */
export interface Member {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Where the event begins: the object itself, or what MKE wraps; `undefined` where there is none. */
export function eventAt(raw: Uint8Array, start: number): number | undefined {
  if (raw[start] !== OPEN_BRACE) return undefined;
  const wrapped = membersAt(raw, start)?.find(({ key }) => key === 'audit');
  return wrapped && raw[wrapped.start] === OPEN_BRACE ? wrapped.start : start;
}

/** The members of the object at `start`, each from its value's beginning to its end; `undefined` if it is malformed. */
export function membersAt(raw: Uint8Array, start: number): Member[] | undefined {
  if (raw[start] !== OPEN_BRACE) return undefined;
  const members: Member[] = [];
  const { complete } = scanObject(raw, start, raw.length, (key, at) => {
    const end = valueSpan(raw, at, raw.length)?.end ?? -1;
    members.push({ key, start: at, end });
    return end;
  });
  return complete ? members : undefined;
}

/** Takes members out of an object: each with the comma before it, or after it where none before it stays. */
export function memberCuts(raw: Uint8Array, members: readonly Member[], gone: readonly Member[]): Cut[] {
  return gone.map((member) => {
    const before = members.slice(0, members.indexOf(member)).some((one) => !gone.includes(one));
    const start = keyStart(raw, member);
    if (before) return { start: skipBack(raw, start) - 1, end: member.end };
    const next = skipSpace(raw, member.end, raw.length);
    return { start, end: raw[next] === COMMA ? skipSpace(raw, next + 1, raw.length) : member.end };
  });
}

/** The key stands in quotation marks before the colon before the value. */
function keyStart(raw: Uint8Array, { key, start }: Member): number {
  const colon = skipBack(raw, start) - 1;
  return skipBack(raw, colon) - key.length - 2;
}

/** The end of what stands before the space before a place. */
function skipBack(raw: Uint8Array, from: number): number {
  let at = from;
  while (at > 0 && isSpace(raw[at - 1])) at--;
  return at;
}

/** Cuts do not overlap; they may come in any order. */
export function cutOut(raw: Uint8Array, cuts: readonly Cut[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, text } of [...cuts].sort((a, b) => a.start - b.start)) {
    pieces.push(raw.subarray(at, start));
    if (text) pieces.push(Buffer.from(text));
    at = end;
  }
  pieces.push(raw.subarray(at));
  return Buffer.concat(pieces);
}
