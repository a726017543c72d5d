import type { Entry, JsonObject } from '../entry.ts';

/** What Docker's log driver `json-file` writes of a line, or of a piece of one that is longer than it writes at once. */
export interface Piece {
  readonly log: string;
  readonly stream: string;
  /** RFC 3339 with nanoseconds. */
  readonly time: string;
}

const BEGINNING = '{"log":';
const KEYS: ReadonlySet<string> = new Set(['log', 'stream', 'time', 'attrs']);

/** The pieces of an entry, one a line; `undefined` if it was not written by this log driver. */
export function piecesOf(entry: Entry): readonly Piece[] | undefined {
  const { object } = entry;
  if (object) return isPiece(object) ? [object] : undefined;
  if (!entry.isUtf8 || !entry.text.startsWith(BEGINNING)) return undefined;
  const pieces: Piece[] = [];
  for (const line of entry.text.split('\n')) {
    const piece = parsePiece(line);
    if (!piece) return undefined;
    pieces.push(piece);
  }
  return pieces;
}

/** The piece that a line is; `undefined` if it is none. */
export function parsePiece(line: string): Piece | undefined {
  if (!line.startsWith(BEGINNING)) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && isPiece(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPiece(object: object): object is Piece {
  const { log, stream, time } = object as JsonObject;
  const isOne = typeof log === 'string' && typeof stream === 'string' && typeof time === 'string';
  return isOne && Object.keys(object).every((key) => KEYS.has(key));
}
