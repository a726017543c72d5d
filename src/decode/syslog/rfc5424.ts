import { readLogTime } from '../log-time.ts';
import { malformed, NO_DATA, type SyslogMessage, type SyslogProblem } from './message.ts';
import type { Priority } from './priority.ts';
import { readStructuredData } from './structured-data.ts';

const VERSION = /[1-9]\d{0,2}(?= )/y;
/** Beyond what the RFC allows, nine digits of a second: many programs write nanoseconds. */
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)(?= )/y;
const NIL = '-';

/** The fields between time and structured data, with the characters that they may have. */
const HEADER = [
  ['host', 255],
  ['program', 48],
  ['procId', 128],
  ['msgId', 32],
] as const;
const TITLES = { host: 'HOSTNAME', program: 'APP-NAME', procId: 'PROCID', msgId: 'MSGID' } as const;
const VISIBLE = /[!-~]+(?= )/y;

/** Whether a text, behind its priority, begins with a version: only RFC 5424 has one. */
export function hasVersion(text: string, at: number): boolean {
  VERSION.lastIndex = at;
  return VERSION.test(text);
}

/** Reads what follows the priority of a message of RFC 5424. */
export function readRfc5424(text: string, { facility, severity, end }: Priority): SyslogMessage | SyslogProblem {
  VERSION.lastIndex = end;
  const version = VERSION.exec(text)?.[0];
  if (version === undefined) return malformed('a version and a space', end);
  let at = end + version.length + 1;

  let time: string | undefined;
  if (text[at] === NIL && text[at + 1] === ' ') at += 2;
  else {
    TIME.lastIndex = at;
    const read = TIME.test(text) ? readLogTime(text, at) : undefined;
    if (!read) return malformed('a TIMESTAMP of RFC 5424', at);
    time = read.time;
    at = read.end + 1;
  }

  const fields: Partial<Record<keyof typeof TITLES, string>> = {};
  for (const [name, longest] of HEADER) {
    VISIBLE.lastIndex = at;
    const field = VISIBLE.exec(text)?.[0];
    if (field === undefined || field.length > longest) {
      return malformed(`${TITLES[name]} of up to ${longest} visible characters, and a space,`, at);
    }
    if (field !== NIL) fields[name] = field;
    at += field.length + 1;
  }

  const data = text[at] === NIL ? { data: NO_DATA, end: at + 1 } : readStructuredData(text, at);
  if (data.problem !== undefined) return data;
  if (data.end === at) return malformed('STRUCTURED-DATA', at);
  if (data.end < text.length && text[data.end] !== ' ') return malformed('a space before the message', data.end);
  return {
    facility,
    severity,
    version: Number(version),
    time,
    ...fields,
    structuredData: data.data,
    message: withoutMark(text.slice(data.end + 1)),
  };
}

/** The byte order mark says that the message is UTF-8; it is no part of it. */
function withoutMark(message: string): string {
  return message.charCodeAt(0) === 0xfeff ? message.slice(1) : message;
}
