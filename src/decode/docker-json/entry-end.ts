import { BACKSLASH, QUOTE } from '../../event/json-chars.ts';
import { type Piece, parsePiece } from './pieces.ts';

/** Docker's daemon writes what a container prints in pieces of this size where no line ends (moby `daemon/logger/copier.go`). */
const PIECE_BYTES = 16 * 1024;

const NEWLINE = 0x0a;
const LETTER_N = 0x6e;
const BEGINNING = Buffer.from('{"log":"');

/**
 * Where the entry ends that the JSON value between two places begins, which is the value's own end unless Docker has split the
 * container's line: then its pieces follow, one a line. -1 if that is not known yet. Pieces beyond `maxBytes` do not belong to it.
 */
export function dockerEntryEnd(
  bytes: Uint8Array,
  at: number,
  valueEnd: number,
  final: boolean,
  maxBytes: number,
): number {
  if (!beginsLog(bytes, at, valueEnd) || endsLine(bytes, at, valueEnd)) return valueEnd;
  const limit = at + maxBytes;
  let piece = pieceAt(bytes, at, valueEnd);
  let end = valueEnd;
  while (piece && !piece.log.endsWith('\n')) {
    const start = nextLine(bytes, end);
    if (start < 0) return final ? end : -1;
    const newline = bytes.indexOf(NEWLINE, start);
    const stop = newline < 0 ? bytes.length : newline;
    if (stop > limit) return end;
    if (newline < 0 && !final) return -1;
    const next = pieceAt(bytes, start, stop);
    if (!next || !goesOn(piece, next)) return end;
    piece = next;
    end = stop;
  }
  return end;
}

/**
 * A container that stops in the middle of a line leaves a shorter piece, and begins anew when it is started again. Standard output and
 * standard error are written side by side.
 */
function goesOn({ log, stream }: Piece, next: Piece): boolean {
  if (next.stream !== stream) return false;
  return Buffer.byteLength(log) >= PIECE_BYTES || !next.log.startsWith('{"');
}

/** Whether a line is a piece that goes on in the next line. */
export function isOpenPiece(line: Uint8Array): boolean {
  return beginsLog(line, 0, line.length) && !endsLine(line, 0, line.length);
}

function beginsLog(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at <= BEGINNING.length) return false;
  for (let i = 0; i < BEGINNING.length; i++) if (bytes[at + i] !== BEGINNING[i]) return false;
  return true;
}

/** Whether the text of the log, which comes first in the value, ends with a line feed. */
function endsLine(bytes: Uint8Array, at: number, end: number): boolean {
  let quote = at + BEGINNING.length;
  while (quote < end && bytes[quote] !== QUOTE) quote += bytes[quote] === BACKSLASH ? 2 : 1;
  if (bytes[quote - 1] !== LETTER_N) return false;
  let slash = quote - 2;
  while (bytes[slash] === BACKSLASH) slash--;
  // Of two backslashes, the second is text.
  return (quote - 2 - slash) % 2 === 1;
}

function pieceAt(bytes: Uint8Array, at: number, end: number): Piece | undefined {
  return parsePiece(
    Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at)
      .toString('utf8')
      .trimEnd(),
  );
}

/** Where the line after the one that ends behind `end` begins; -1 if there is none yet. */
function nextLine(bytes: Uint8Array, end: number): number {
  const newline = bytes.indexOf(NEWLINE, end);
  return newline < 0 || newline + 1 >= bytes.length ? -1 : newline + 1;
}
