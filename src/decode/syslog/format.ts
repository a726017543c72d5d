import type { Entry } from '../entry.ts';
import type { Context, Format } from '../format.ts';
import { quarantined, type Reading } from '../reading.ts';
import { looksLikeBsdTime } from './bsd-time.ts';
import { KINDS } from './kinds.ts';
import type { SyslogMessage } from './message.ts';
import { parseSyslog } from './parse-message.ts';
import { plainEvent, withHeader } from './to-event.ts';
import { unfolded } from './unfold.ts';

/** What an envelope says of which nothing is told. It says nothing of a message that tells by itself what wrote it. */
const UNTOLD = 'kubernetes';

/** Messages of syslog. What is behind the header is read in its own format, or is the text of a plain record. */
export const syslog: Format = {
  name: 'syslog',
  description: 'messages of RFC 5424 and RFC 3164, and what other formats write behind such headers',
  kinds: KINDS,
  matches: isMessage,
  decode: ({ text }, context) => {
    const message = parseSyslog(text, context.envelope.receivedAt);
    if (message.problem !== undefined) return quarantined('malformed-syslog', message.problem);
    return wrapped(message, context) ?? plain(message, context);
  },
};

const LESS_THAN = 0x3c;
const DIGIT_OR_MONTH = /^(?:\d|[A-Z][a-z]{2} )/;
const PRIORITY = /^<\d{1,10}>/;
/** Bytes that tell whether it is worth looking at the rest. */
const HEAD = 32;
const ANY_TIME = '2000-01-01T00:00:00Z';

/** What begins with a number in brackets or a BSD time is a message, well-formed or not; what begins with another time has a program. */
function isMessage(entry: Entry): boolean {
  const { raw } = entry;
  if (!raw) return false;
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, HEAD)).toString('latin1');
  if (raw[0] === LESS_THAN) return PRIORITY.test(head);
  if (!DIGIT_OR_MONTH.test(head)) return false;
  if (looksLikeBsdTime(head, 0)) return true;
  const read = parseSyslog(entry.text, ANY_TIME);
  return read.problem === undefined && read.program !== undefined;
}

function wrapped(message: SyslogMessage, context: Context): Reading | undefined {
  const { host, program, time } = message;
  const inner = unfolded(message, context.envelope.receivedAt).trimStart();
  const reading = context.within(inner, { node: host, component: program, time });
  return reading?.event ? { ...reading, event: withHeader(reading.event, message) } : reading;
}

function plain(message: SyslogMessage, { envelope }: Context): Reading {
  const isTold = envelope.platform !== UNTOLD;
  return {
    event: plainEvent(message),
    platform: isTold ? undefined : 'syslog',
    component: message.program ?? (isTold ? undefined : ''),
    node: message.host,
  };
}
