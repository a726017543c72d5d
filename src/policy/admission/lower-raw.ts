import { COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../../event/json-chars.ts';
import { isSpace, scanArray, scanObject, skipSpace, valueSpan } from '../../event/json-scan.ts';
import type { Decision } from '../evaluate.ts';
import { levelOf, lower } from '../level.ts';

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

interface Member {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The received bytes of an event as kube-apiserver would have written them under a decision that records it: the same as
 * `recordedAs` on what they say, with every other byte as it came. Gives the bytes themselves where nothing changes.
 */
export function lowerRaw(
  raw: Uint8Array,
  { level, omitManagedFields }: Pick<Decision, 'level' | 'omitManagedFields'>,
): Uint8Array {
  const at = eventAt(raw, skipSpace(raw, 0, raw.length));
  const members = at === undefined ? undefined : membersAt(raw, at);
  if (!members) return raw;
  const written =
    textOf(
      raw,
      members.find(({ key }) => key === 'level'),
    ) ?? '';
  const now = levelOf({ level: written });
  const wanted = lower(now, level);
  const cuts: Cut[] = [];
  const gone: Member[] = [];
  const keepsRequest = wanted === 'Request' || wanted === 'RequestResponse';
  const verb = textOf(
    raw,
    members.find(({ key }) => key === 'verb'),
  );
  for (const member of members) {
    const { key, start, end } = member;
    if (key === 'level' && wanted !== now) cuts.push({ start, end, text: `"${wanted}"` });
    const isBody = key === 'requestObject' || key === 'responseObject';
    if (!isBody) continue;
    const isKept = key === 'requestObject' ? keepsRequest : wanted === 'RequestResponse';
    // What was not lowered keeps what it was written with, whatever its level says.
    if (!isKept && wanted !== now) gone.push(member);
    else if (omitManagedFields && !(key === 'requestObject' && verb === 'patch'))
      cuts.push(...managedFieldsIn(raw, start));
  }
  const all = [...cuts, ...memberCuts(raw, members, gone)];
  return all.length === 0 ? raw : without(raw, all);
}

/** Where the event begins: the object itself, or what MKE wraps. */
function eventAt(raw: Uint8Array, start: number): number | undefined {
  if (raw[start] !== OPEN_BRACE) return undefined;
  const wrapped = membersAt(raw, start)?.find(({ key }) => key === 'audit');
  return wrapped && raw[wrapped.start] === OPEN_BRACE ? wrapped.start : start;
}

/** The members of the object at `start`, each from its value's beginning to its end; `undefined` if it is malformed. */
function membersAt(raw: Uint8Array, start: number): Member[] | undefined {
  if (raw[start] !== OPEN_BRACE) return undefined;
  const members: Member[] = [];
  const { complete } = scanObject(raw, start, raw.length, (key, at) => {
    const end = valueSpan(raw, at, raw.length)?.end ?? -1;
    members.push({ key, start: at, end });
    return end;
  });
  return complete ? members : undefined;
}

/** An API object's own, and those of the objects in a list or table. */
function managedFieldsIn(raw: Uint8Array, start: number): Cut[] {
  const members = membersAt(raw, start);
  if (!members) return [];
  const kind =
    textOf(
      raw,
      members.find(({ key }) => key === 'kind'),
    ) ?? '';
  const own = ofObject(raw, members);
  const list = members.find(({ key }) => key === (kind === 'Table' ? 'rows' : 'items'));
  if (!list || raw[list.start] !== OPEN_BRACKET || !(kind === 'Table' || kind.endsWith('List'))) return own;
  const within: Cut[] = [];
  for (const { start: at } of scanArray(raw, list.start, list.end, valueSpan)) {
    const element = membersAt(raw, at);
    const object = kind === 'Table' ? element?.find(({ key }) => key === 'object') : undefined;
    const inner = kind === 'Table' ? object && membersAt(raw, object.start) : element;
    if (inner) within.push(...ofObject(raw, inner));
  }
  return [...own, ...within];
}

function ofObject(raw: Uint8Array, members: readonly Member[]): Cut[] {
  const metadata = members.find(({ key }) => key === 'metadata');
  const inner = metadata && membersAt(raw, metadata.start);
  const fields = inner?.find(({ key }) => key === 'managedFields');
  return fields && inner ? memberCuts(raw, inner, [fields]) : [];
}

/** Takes members out of an object: each with the comma before it, or after it where none before it stays. */
function memberCuts(raw: Uint8Array, members: readonly Member[], gone: readonly Member[]): Cut[] {
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

function textOf(raw: Uint8Array, member: Member | undefined): string | undefined {
  if (!member || raw[member.start] !== QUOTE) return undefined;
  return String(JSON.parse(Buffer.from(raw.subarray(member.start, member.end)).toString('utf8')));
}

function without(raw: Uint8Array, cuts: readonly Cut[]): Uint8Array {
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
