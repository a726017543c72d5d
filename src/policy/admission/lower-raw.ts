import { OPEN_BRACKET, QUOTE } from '../../event/json-chars.ts';
import { scanArray, skipSpace, valueSpan } from '../../event/json-scan.ts';
import type { Decision } from '../evaluate.ts';
import { levelOf, lower } from '../level.ts';
import { type Cut, cutOut, eventAt, type Member, memberCuts, membersAt } from '../members.ts';

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
  return all.length === 0 ? raw : cutOut(raw, all);
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

function textOf(raw: Uint8Array, member: Member | undefined): string | undefined {
  if (!member || raw[member.start] !== QUOTE) return undefined;
  return String(JSON.parse(Buffer.from(raw.subarray(member.start, member.end)).toString('utf8')));
}
