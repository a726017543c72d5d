import { parseSyslog } from './syslog/parse-message.ts';

/** Where logs are flattened, a line holds several entries of the PKS API: each begins like this. */
const HEAD = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3} {1,4}[A-Z]{4,5} {1,4}\d{1,10} --- \[/;
const FIRST = new RegExp(`^${HEAD.source}`);
const FURTHER = new RegExp(`(?<= )${HEAD.source}`, 'g');
const LOGGER = Buffer.from(' --- [');
/** Where a message begins does not depend on the year. */
const ANY_TIME = '2000-01-01T00:00:00Z';

/**
 * The entries that a line of text holds. Nearly every line is one, and is given as it is. An entry within quotation marks or braces
 * is what a user wrote, not one. A syslog header before the first stays with the first.
 */
export function splitEntries(line: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  const logger = bytes.indexOf(LOGGER);
  if (logger < 0 || bytes.indexOf(LOGGER, logger + 1) < 0) return [line];
  // One character a byte, so that places in the text are places in the bytes.
  const text = bytes.toString('latin1');
  const first = headerLength(text);
  if (!FIRST.test(text.slice(first))) return [line];
  const entries: Uint8Array[] = [];
  let from = 0;
  let depth = 0;
  let isQuoted = false;
  let at = first;
  for (const { index } of text.matchAll(FURTHER)) {
    if (index <= first) continue;
    for (; at < index; at++) {
      const character = text[at];
      if (character === '{') depth++;
      else if (character === '}') depth = Math.max(0, depth - 1);
      else if (character === "'" && depth === 0) isQuoted = !isQuoted;
    }
    if (depth > 0 || isQuoted) continue;
    entries.push(line.subarray(from, index - 1));
    from = index;
  }
  entries.push(line.subarray(from));
  return entries;
}

function headerLength(text: string): number {
  const read = parseSyslog(text, ANY_TIME);
  return read.problem === undefined ? text.length - read.message.length : 0;
}
