import type { SyslogMessage } from './message.ts';
import { parseSyslog } from './parse-message.ts';

/**
 * The text of a message without the headers of its further lines. An entry of several lines was put together from messages of one
 * program, each with a header of its own.
 */
export function unfolded(first: SyslogMessage, receivedAt: string): string {
  if (!first.message.includes('\n')) return first.message;
  const [start = '', ...lines] = first.message.split('\n');
  return [start, ...lines.map((line) => withoutHeader(line, first, receivedAt))].join('\n');
}

function withoutHeader(line: string, first: SyslogMessage, receivedAt: string): string {
  const read = parseSyslog(line, receivedAt);
  const isOfOne =
    read.problem === undefined &&
    read.host === first.host &&
    read.program === first.program &&
    read.instance === first.instance &&
    read.procId === first.procId;
  return isOfOne ? read.message : line;
}
