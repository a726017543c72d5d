import { hash, randomBytes, randomInt } from 'node:crypto';
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { VerbatimError } from '../errors.ts';
import { openPacked } from './packed-file.ts';
import { HASH_BYTES, MARKER_BYTES } from './record.ts';

/** A segment of this journal. */
export interface Segment {
  readonly firstSeq: number;
  /** Another one once the segment is packed. */
  path: string;
  /** Its durable end in plain bytes, which grows while it is the last one. */
  size: number;
  /** What it takes on the disk where it is packed. */
  packedBytes?: number;
}

export interface SegmentHeader {
  /** The journal's id and eight random bytes, with which every record of the segment begins. */
  readonly marker: Buffer;
  readonly firstSeq: number;
  /** The hash of the last record of the segment before. */
  readonly previous: Buffer;
}

export const SEGMENT_HEADER_BYTES = 72;
const SEGMENT_VERSION = 1;
const MAGIC = Buffer.from('VERBATIM');
const PLAIN = '.vj';
const PACKED = '.vjz';
const NAME = /^\d{20}\.vjz?$/;
const ID_BYTES = 8;
const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new journal's id: eight characters of `[a-z0-9]`. */
export function newJournalId(): string {
  return Array.from({ length: ID_BYTES }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)]).join('');
}

/**
 * A marker for a new segment. Its random half is never shown outside the journal, so no sender can plant bytes in an
 * event that a scan for the next record would take for one.
 */
export function newMarker(journal: string): Buffer {
  return Buffer.concat([Buffer.from(journal, 'latin1'), randomBytes(MARKER_BYTES - ID_BYTES)]);
}

/** The journal's id that a marker carries. */
export function idOf(marker: Buffer): string {
  return marker.toString('latin1', 0, ID_BYTES);
}

/** What stands for the record before the first one. */
export function genesis(journal: string): Buffer {
  return hash('sha256', `verbatim journal ${journal}`, 'buffer');
}

export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  MAGIC.copy(bytes, 0);
  bytes.writeUInt32LE(SEGMENT_VERSION, 8);
  header.marker.copy(bytes, 12);
  bytes.writeBigUInt64LE(BigInt(header.firstSeq), 28);
  header.previous.copy(bytes, 36, 0, HASH_BYTES);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 68)), 68);
  return bytes;
}

/** Reads a header; `undefined` if it does not match its checksum. Throws JOURNAL_FORMAT for a later version. */
export function decodeSegmentHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER_BYTES || MAGIC.compare(bytes, 0, 8) !== 0) return undefined;
  if (crc32(bytes.subarray(0, 68)) !== bytes.readUInt32LE(68)) return undefined;
  const version = bytes.readUInt32LE(8);
  if (version !== SEGMENT_VERSION) {
    throw new VerbatimError('JOURNAL_FORMAT', `A segment has version ${version}; this program reads version 1.`, {
      version,
    });
  }
  return {
    marker: Buffer.from(bytes.subarray(12, 28)),
    firstSeq: Number(bytes.readBigUInt64LE(28)),
    previous: Buffer.from(bytes.subarray(36, 68)),
  };
}

export function segmentPath(dir: string, firstSeq: number): string {
  return join(dir, `${String(firstSeq).padStart(20, '0')}${PLAIN}`);
}

/** The path of a segment once it is packed. */
export function packedPath({ path }: Segment): string {
  return `${path.slice(0, -PLAIN.length)}${PACKED}`;
}

/** The path that a segment has, or had before it was packed. */
export function plainPath(path: string): string {
  return isPacked(path) ? `${path.slice(0, -PACKED.length)}${PLAIN}` : path;
}

export function isPacked(path: string): boolean {
  return path.endsWith(PACKED);
}

/** What a segment takes on the disk. */
export function bytesOnDisk({ size, packedBytes }: Segment): number {
  return packedBytes ?? size;
}

/** The segments of a directory in order of their numbers, with their sizes. */
export async function listSegments(dir: string): Promise<Segment[]> {
  const names = (await readdir(dir)).filter((name) => NAME.test(name)).sort();
  const segments: Segment[] = [];
  for (const name of names) {
    const path = join(dir, name);
    const firstSeq = Number(name.slice(0, 20));
    // Its packing was interrupted just before the plain file was removed.
    if (segments.at(-1)?.firstSeq === firstSeq) await unlink(path);
    else segments.push({ firstSeq, path, ...(await sizesOf(path)) });
  }
  return segments;
}

async function sizesOf(path: string): Promise<Pick<Segment, 'size' | 'packedBytes'>> {
  const { size } = await stat(path);
  if (!isPacked(path)) return { size };
  const packed = await openPacked(path);
  await packed.close();
  return { size: packed.plainBytes, packedBytes: size };
}
