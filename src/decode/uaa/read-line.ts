import { readLogTime } from '../log-time.ts';

/** What an audit line says. A line may be cut off anywhere: what it does not say is `undefined`. */
export interface UaaLine {
  /** RFC 3339 in UTC with six digits. */
  readonly time: string | undefined;
  /** `traceId,spanId`; newer versions write it. */
  readonly trace: string | undefined;
  readonly type: Value;
  readonly data: Value;
  readonly principal: Value;
  readonly origin: Value;
  readonly zone: Value;
  readonly authenticationType: Value;
  readonly isCut: boolean;
}

/** A value, and whether all of it is there. */
export interface Value {
  readonly text: string;
  readonly isWhole: boolean;
}

export const AUDIT = ' --- Audit: ';

const HEAD =
  /^\s*(?:\[UAA_AUDIT\] ?)?\[([^\]]{1,40})\] uaa\S{0,100} - \d{1,10} \[[^\]]{0,300}\] (?:- \[([^\]]{0,300})\] )?/;
/** Behind the type there is its data, or the line is cut off. */
const TYPE = /^\w{1,100}(?: \(\\?'| ?\(?\\?$)/;
const MARK = '[UAA_AUDIT] ';
const ZONE = '], identityZoneId=[';
const ORIGIN = ', origin=[';
const AUTHENTICATION = '], authenticationType=[';
const NOTHING: Value = { text: '', isWhole: false };

/**
 * Reads `… --- Audit: TYPE ('DATA'): principal=P, origin=[O], identityZoneId=[Z], authenticationType=[A]`; `undefined` if the text is
 * no audit line. UAA puts names into it as they were given, whatever is in them. A name that someone only tried has no limits and
 * stands in P; so DATA ends where P can begin first, and P ends where O can begin last.
 */
export function readUaaLine(text: string): UaaLine | undefined {
  const audit = text.indexOf(AUDIT);
  if (audit < 0) return undefined;
  const from = audit + AUDIT.length;
  const rest = text.startsWith(MARK, from) ? text.slice(from + MARK.length) : text.slice(from);
  if (!TYPE.test(rest)) return undefined;
  const [, time = '', trace] = HEAD.exec(text.slice(0, audit)) ?? [];
  return {
    time: readLogTime(time, 0)?.time,
    trace: trace?.replace(/^,$/, '') || undefined,
    ...readAudit(rest.trimEnd()),
  };
}

function readAudit(text: string): Omit<UaaLine, 'time' | 'trace'> {
  const [type, afterType] = readType(text);
  const [data, afterData] = upTo(afterType, /\\?'\): principal=/);
  const origin = afterData?.lastIndexOf(ORIGIN) ?? -1;
  const principal = origin < 0 ? value(afterData, false) : value(afterData?.slice(0, origin), true);
  const afterPrincipal = origin < 0 ? undefined : afterData?.slice(origin + ORIGIN.length);
  const zoneAt = afterPrincipal?.lastIndexOf(ZONE) ?? -1;
  const originValue = zoneAt < 0 ? value(afterPrincipal, false) : value(afterPrincipal?.slice(0, zoneAt), true);
  const afterOrigin = zoneAt < 0 ? undefined : afterPrincipal?.slice(zoneAt + ZONE.length);
  const [zone, authenticationType, isCut] = readEnd(afterOrigin);
  return {
    type,
    data,
    principal,
    origin: originValue,
    zone,
    authenticationType,
    isCut,
  };
}

/** `TYPE ('`. A space behind it shows that a type is whole. */
function readType(text: string): readonly [Value, string | undefined] {
  const [before, after] = upTo(text, / \(\\?'/);
  const space = before.text.indexOf(' ');
  return space < 0 || after !== undefined ? [before, after] : [value(before.text.slice(0, space), true), undefined];
}

/** `Z]` or `Z], authenticationType=[A]`; what else follows is a beginning of the latter. */
function readEnd(text: string | undefined): readonly [zone: Value, authenticationType: Value, isCut: boolean] {
  if (text === undefined) return [NOTHING, NOTHING, true];
  const end = text.indexOf(']');
  if (end < 0) return [value(text, false), NOTHING, true];
  const zone = value(text.slice(0, end), true);
  if (end + 1 === text.length) return [zone, NOTHING, false];
  if (!text.startsWith(AUTHENTICATION, end)) return [zone, NOTHING, true];
  const isWhole = text.endsWith(']');
  const type = text.slice(end + AUTHENTICATION.length, isWhole ? -1 : undefined);
  return [zone, value(type, isWhole), !isWhole];
}

function value(text: string | undefined, isWhole: boolean): Value {
  return text === undefined ? NOTHING : { text, isWhole };
}

/** What stands before a separator, and what behind it; without one, the text may be cut off. */
function upTo(text: string | undefined, separator: RegExp): readonly [Value, string | undefined] {
  if (text === undefined) return [NOTHING, undefined];
  const found = separator.exec(text);
  if (!found) return [value(text, false), undefined];
  return [value(text.slice(0, found.index), true), text.slice(found.index + found[0].length)];
}
