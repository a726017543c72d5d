import { CLOSE_BRACE, OPEN_BRACE } from '../event/json-chars.ts';
import { parseSyslog } from './syslog/parse-message.ts';

/*
 * Which lines of text are one entry. The PKS API logs what it was asked as `class ClusterParameters {`, a line for each parameter,
 * and `}`. Each of these lines may have come as a syslog message of its own.
 */

/** One entry of several lines. Those of the PKS API have a few thousand bytes. */
export const MAX_ENTRY_BYTES = 256 * 1024;

/** An entry that its lines so far leave open. */
export interface OpenEntry {
  /** Who wrote it, by the syslog headers of its lines; `''` where they have none. */
  readonly writer: string;
  /** Braces that are not closed yet; 0 says that the entry is complete. */
  readonly depth: number;
}

const LOGGER = Buffer.from(' --- [');
/** What entries say that are worth putting together. */
const SAYS = [Buffer.from(": Action '"), Buffer.from(': Telemetry - ')];
/** Thread, class and spaces that may stand between. */
const SAYS_WITHIN = 400;
const NEWLINE = 0x0a;

/** What a line of an entry looks like that is not its first: indented, the end of a block, `name: value`, or empty. */
const CONTINUATION = /^(?:[\s}]|[A-Za-z]\w*:(?: |$)|$)/;
/** Who wrote a line does not depend on the year. */
const ANY_TIME = '2000-01-01T00:00:00Z';

/** The entry that a line begins and leaves open; `undefined` if it is all of one, or begins none. Linear in its length. */
export function opensEntry(line: Uint8Array): OpenEntry | undefined {
  const bytes = bufferOf(line);
  const at = bytes.indexOf(LOGGER);
  if (at < 0) return undefined;
  const head = bytes.subarray(at, at + SAYS_WITHIN);
  if (!SAYS.some((text) => head.includes(text))) return undefined;
  const depth = depthOf(bytes);
  return depth > 0 ? { writer: readLine(bytes).writer, depth } : undefined;
}

/** The open entry with one more line; `undefined` if the line is not of this entry. */
export function continueEntry(open: OpenEntry, line: Uint8Array): OpenEntry | undefined {
  const bytes = bufferOf(line);
  const { writer, content } = readLine(bytes);
  if (writer !== open.writer || !CONTINUATION.test(content)) return undefined;
  return { writer, depth: Math.max(0, open.depth + depthOf(bytes)) };
}

/** Who wrote a line, as in `OpenEntry`. */
export function writerOf(line: Uint8Array): string {
  return readLine(bufferOf(line)).writer;
}

/**
 * The end of the entry that the line between two places begins, which is the line's own unless it leaves the entry open: then lines
 * follow as long as they continue it. -1 if that is not known yet. What goes beyond `maxBytes` does not belong to it.
 */
export function entryEnd(bytes: Uint8Array, at: number, lineEnd: number, final: boolean, maxBytes: number): number {
  const limit = at + maxBytes;
  let open = lineEnd <= limit ? opensEntry(bytes.subarray(at, lineEnd)) : undefined;
  let end = lineEnd;
  while (open && open.depth > 0) {
    const newline = bytes.indexOf(NEWLINE, end + 1);
    const stop = newline < 0 ? bytes.length : newline;
    if (stop > limit) return end;
    if (newline < 0 && !final) return -1;
    if (end + 1 >= bytes.length) return end;
    open = continueEntry(open, bytes.subarray(end + 1, stop));
    if (open) end = stop;
  }
  return end;
}

/** Where the entry begins of which the line that begins at a place is a further line; `undefined` if it is of none. */
export function entryAround(bytes: Uint8Array, at: number): number | undefined {
  const from = Math.max(0, at - MAX_ENTRY_BYTES);
  const before = bufferOf(bytes.subarray(from, at));
  // Only the first line of an entry has it.
  const logger = before.lastIndexOf(LOGGER);
  const lineEnd = before.indexOf(NEWLINE, logger);
  if (logger < 0 || lineEnd < 0) return undefined;
  const start = from + before.lastIndexOf(NEWLINE, logger) + 1;
  const end = entryEnd(bytes, start, from + lineEnd, false, MAX_ENTRY_BYTES);
  return end < 0 || end >= at ? start : undefined;
}

function readLine(line: Buffer): { readonly writer: string; readonly content: string } {
  const text = line.toString('utf8');
  const read = parseSyslog(text, ANY_TIME);
  if (read.problem !== undefined) return { writer: '', content: text };
  const { host = '', program = '', instance = '', procId = '', message } = read;
  return { writer: `${host} ${program}/${instance}[${procId}]`, content: message };
}

function depthOf(line: Uint8Array): number {
  let depth = 0;
  for (const byte of line) {
    if (byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACE) depth--;
  }
  return depth;
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
