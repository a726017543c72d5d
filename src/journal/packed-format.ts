import { crc32 } from 'node:zlib';
import { VerbatimError } from '../errors.ts';
import { MAX_FRAME_BYTES } from './limits.ts';

/** The layout of a packed segment; `README.md` is its specification. */
export const PACKED_HEADER_BYTES = 32;
export const PACKED_INDEX_BYTES = 20;
const MAGIC = Buffer.from('VERBATMZ');
const PACKED_VERSION = 1;
const BROTLI = 1;

/** One frame: so many compressed bytes, and the first record that begins among the plain ones. */
export interface PackedFrame {
  readonly length: number;
  readonly crc: number;
  /** The number of that record's first entry, 0 if no record begins in the frame. */
  readonly firstSeq: number;
  /** Where it begins, from the start of the frame. */
  readonly at: number;
}

/** Which frames a packed segment consists of. */
export interface PackedTable {
  /** Plain bytes of each frame but the last. */
  readonly frameBytes: number;
  /** Plain bytes of all. */
  readonly plainBytes: number;
  readonly frames: readonly PackedFrame[];
}

/** The table at the start of the file is the header and the index; at its end it is the index and the header. */
export interface EncodedTable {
  readonly header: Buffer;
  readonly index: Buffer;
}

export function encodeTable({ frameBytes, plainBytes, frames }: PackedTable): EncodedTable {
  const index = Buffer.alloc(frames.length * PACKED_INDEX_BYTES);
  for (const [i, { length, crc, firstSeq, at }] of frames.entries()) {
    const entry = i * PACKED_INDEX_BYTES;
    index.writeUInt32LE(length, entry);
    index.writeUInt32LE(crc, entry + 4);
    index.writeBigUInt64LE(BigInt(firstSeq), entry + 8);
    index.writeUInt32LE(at, entry + 16);
  }
  const header = Buffer.alloc(PACKED_HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(PACKED_VERSION, 8);
  header.writeUInt32LE(BROTLI, 12);
  header.writeUInt32LE(frameBytes, 16);
  header.writeBigUInt64LE(BigInt(plainBytes), 20);
  header.writeUInt32LE(crc32(index, crc32(header.subarray(0, 28))), 28);
  return { header, index };
}

/** How long the index is that belongs to a header, in bytes; `undefined` if it is no header. */
export function indexLength(header: Buffer): number | undefined {
  if (header.length < PACKED_HEADER_BYTES || MAGIC.compare(header, 0, 8) !== 0) return undefined;
  const plainBytes = Number(header.readBigUInt64LE(20));
  const frameBytes = header.readUInt32LE(16);
  return frameBytes === 0 || frameBytes > MAX_FRAME_BYTES
    ? undefined
    : Math.ceil(plainBytes / frameBytes) * PACKED_INDEX_BYTES;
}

/** Reads a table; `undefined` if it does not match its checksum. Throws JOURNAL_FORMAT for a later version. */
export function decodeTable({ header, index }: EncodedTable): PackedTable | undefined {
  if (crc32(index, crc32(header.subarray(0, 28))) !== header.readUInt32LE(28)) return undefined;
  const [version, codec] = [header.readUInt32LE(8), header.readUInt32LE(12)];
  if (version !== PACKED_VERSION || codec !== BROTLI) {
    const detail = `A packed segment has version ${version} and method ${codec}; this program reads version 1 and method 1.`;
    throw new VerbatimError('JOURNAL_FORMAT', detail, { version, codec });
  }
  const frames: PackedFrame[] = [];
  for (let entry = 0; entry < index.length; entry += PACKED_INDEX_BYTES) {
    frames.push({
      length: index.readUInt32LE(entry),
      crc: index.readUInt32LE(entry + 4),
      firstSeq: Number(index.readBigUInt64LE(entry + 8)),
      at: index.readUInt32LE(entry + 16),
    });
  }
  return { frameBytes: header.readUInt32LE(16), plainBytes: Number(header.readBigUInt64LE(20)), frames };
}
