import type { SyslogMessage, SyslogProblem } from './message.ts';
import { readPriority } from './priority.ts';
import { readRfc3164 } from './rfc3164.ts';
import { hasVersion, readRfc5424 } from './rfc5424.ts';

/**
 * Reads one syslog message, without its framing: of RFC 5424, or of RFC 3164 as it is really sent. Never throws, and is linear in
 * the length. `receivedAt`, RFC 3339, tells the year where the message does not.
 */
export function parseSyslog(text: string, receivedAt: string): SyslogMessage | SyslogProblem {
  const priority = readPriority(text);
  if (priority && hasVersion(text, priority.end)) return readRfc5424(text, priority);
  return readRfc3164(text, priority, receivedAt);
}
