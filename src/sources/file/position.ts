import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { endPrint, startPrint } from './fingerprint.ts';

/**
 * How far a file is read, and how to know it again. It stands in the envelope of every record of the file, so it is
 * durable together with what it says was read.
 */
export const FilePosition = Type.Object({
  /** Of the content, given when it was first seen: a file that is truncated and written again has another. */
  id: Type.String(),
  cluster: Type.String(),
  /** Where a pattern led to it last. */
  path: Type.String(),
  /** `device:inode`, of where the content was last seen. */
  inode: Type.String(),
  /** Bytes of the content that were read; of a `.gz`, of what it unpacks to. */
  at: Type.Integer({ minimum: 0 }),
  /** Fingerprint of the first bytes that were read, `startLength` of them; `''` where none were. */
  start: Type.String(),
  /** Fingerprint of the last bytes that were read, at most END_BYTES. */
  end: Type.String(),
  /** Whether `at` is within a line that is longer than allowed. */
  inLongLine: Type.Optional(Type.Boolean()),
  /** Up to where the content may have been read before, as another file. */
  mayBeOldTo: Type.Optional(Type.Integer()),
  /** Of a `.gz` that is read: its size and time of change, so that it is unpacked once. */
  whole: Type.Optional(Type.String()),
});
export type FilePosition = Static<typeof FilePosition>;

/** A position in what was kept; `undefined` where it is that of another source. */
export function parsePosition(value: unknown): FilePosition | undefined {
  return Value.Check(FilePosition, value) ? value : undefined;
}

/** The position after `bytes` more were read. `seen` is the content from `from` on to at least the new position. */
export function advance(
  position: FilePosition,
  { bytes, inLongLine }: { readonly bytes: number; readonly inLongLine: boolean },
  seen: Uint8Array,
  from: number,
): FilePosition {
  const at = position.at + bytes;
  const { inLongLine: _before, ...rest } = position;
  const view = { bytes: seen, from };
  return {
    ...rest,
    at,
    start: startPrint(view, at) ?? position.start,
    end: endPrint(view, at) ?? position.end,
    ...(inLongLine && { inLongLine }),
  };
}
