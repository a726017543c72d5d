import { type LogTime, readLogTime } from '../log-time.ts';
import { readBoshPrefix } from './bosh-prefix.ts';
import { readBsdTime } from './bsd-time.ts';
import { malformed, type SyslogMessage, type SyslogProblem } from './message.ts';
import type { Priority } from './priority.ts';
import { readTag } from './tag.ts';

const HOST = /[\w.:%@-]{1,255}(?: +|$)/y;
const SPACES = / */y;

/**
 * Reads a message as RFC 3164 describes what is sent: time, host, tag, text. Time and tag have many forms, and the host may be
 * missing; only the time must be there, because without it nothing tells a message from any other text.
 */
export function readRfc3164(
  text: string,
  priority: Priority | undefined,
  receivedAt: string,
): SyslogMessage | SyslogProblem {
  const from = priority?.end ?? 0;
  const time = headerTime(text, from, receivedAt);
  if (!time) return malformed(priority ? 'a version or a time' : '<priority> or a time', from);
  let at = afterSpaces(text, time.end);
  if (at === time.end && at < text.length) return malformed('a space behind the time', at);

  let host: string | undefined;
  // Where a tag comes first, there is no host.
  if (readTag(text, at)?.isSure !== true) {
    HOST.lastIndex = at;
    host = HOST.exec(text)?.[0].trimEnd();
    if (host !== undefined) at = HOST.lastIndex;
  }
  const tag = readTag(text, at);
  const bosh = readBoshPrefix(text, tag?.end ?? at);
  return {
    facility: priority?.facility,
    severity: priority?.severity,
    time: time.time,
    host,
    program: tag?.program,
    instance: tag?.instance,
    procId: tag?.procId,
    structuredData: bosh.data,
    message: text.slice(bosh.end),
  };
}

function headerTime(text: string, at: number, receivedAt: string): LogTime | undefined {
  return readBsdTime(text, at, receivedAt) ?? isoTime(text, at);
}

/** With a space instead of `T` it is the time of a line that is not of syslog. */
function isoTime(text: string, at: number): LogTime | undefined {
  return text[at + 10] === 'T' ? readLogTime(text, at) : undefined;
}

function afterSpaces(text: string, at: number): number {
  SPACES.lastIndex = at;
  SPACES.exec(text);
  return SPACES.lastIndex;
}
