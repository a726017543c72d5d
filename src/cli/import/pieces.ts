import { isOpenPiece } from '../../decode/docker-json/entry-end.ts';
import { entryAround } from '../../decode/entry-lines.ts';
import { VerbatimError } from '../../errors.ts';

/** About how large one request is: a failure repeats no more than this, and memory holds a few of them. */
export const PIECE_BYTES = 16 * 1024 * 1024;

/** One document without a place to cut: far above the largest list that an API server answers with. */
export const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024;

const NEWLINE = 0x0a;

/** How a line begins that goes on with what came before: the inside of a pretty-printed document, or its end. */
const CONTINUES: ReadonlySet<number> = new Set([...' \t\r\n}]),"'].map((character) => character.charCodeAt(0)));

/**
 * Cuts a stream into pieces of about `target` bytes, only between events: before a line that begins in the first
 * column with what can begin an event, and is not of an entry of several lines. When the stream fails, what is complete so far is given before the error.
 */
export async function* pieces(source: AsyncIterable<Uint8Array>, target = PIECE_BYTES): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      const at = size + chunk.length < target ? -1 : lastCut(chunk, endsLine(kept.at(-1)));
      if (at >= 0 && size + at > 0) {
        yield Buffer.concat([...kept, chunk.subarray(0, at)]);
        kept = [];
        size = 0;
      }
      const rest = at > 0 ? chunk.subarray(at) : chunk;
      kept.push(rest);
      size += rest.length;
      if (size > MAX_DOCUMENT_BYTES) throw tooLarge();
    }
  } catch (error) {
    const read = Buffer.concat(kept);
    const at = lastCut(read, false);
    if (at > 0 && size <= MAX_DOCUMENT_BYTES) yield read.subarray(0, at);
    throw error;
  }
  if (size > 0) yield Buffer.concat(kept);
}

/** Where the last line of the chunk that can begin an event begins, or -1. */
function lastCut(chunk: Uint8Array, atLineStart: boolean): number {
  for (let end = chunk.length - 1; end > 0; ) {
    const newline = chunk.lastIndexOf(NEWLINE, end - 1);
    if (newline < 0) break;
    const goesOn = CONTINUES.has(chunk[newline + 1] as number) || isOpenPiece(lineBefore(chunk, newline));
    const start = goesOn ? undefined : newline + 1;
    const entry = start === undefined ? undefined : entryAround(chunk, start);
    if (start !== undefined && entry === undefined) return start;
    end = Math.min(newline, entry ?? newline);
  }
  return atLineStart && chunk.length > 0 && !CONTINUES.has(chunk[0] as number) ? 0 : -1;
}

function lineBefore(chunk: Uint8Array, newline: number): Uint8Array {
  return chunk.subarray(newline === 0 ? 0 : chunk.lastIndexOf(NEWLINE, newline - 1) + 1, newline);
}

/** Whether what came ends with a line after which an event may begin. */
function endsLine(chunk: Uint8Array | undefined): boolean {
  return chunk?.at(-1) === NEWLINE && !isOpenPiece(lineBefore(chunk, chunk.length - 1));
}

function tooLarge(): VerbatimError {
  const detail = `It has no line end between events for more than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB.`;
  return new VerbatimError('FILE_UNREADABLE', detail);
}
