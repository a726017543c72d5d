import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, crc32 } from 'node:zlib';
import { type ByteSource, readAt } from './file-bytes.ts';
import {
  decodeTable,
  indexLength,
  PACKED_HEADER_BYTES,
  PACKED_INDEX_BYTES,
  type PackedTable,
} from './packed-format.ts';

const decompress = promisify(brotliDecompress);

/** A place in a segment from which records follow: `expected` is the number of the first. */
export interface Start {
  readonly offset: number;
  readonly expected: number;
}

/** The plain bytes of a packed segment. Those of a damaged frame are zeros. */
export interface PackedFile extends ByteSource {
  readonly plainBytes: number;
  /** The last known record at or before entry `seq` that a frame's index names. */
  startFor(seq: number): Start | undefined;
}

/** Opens a packed segment; one whose table is damaged at both ends has no bytes that could be read, only zeros. */
export async function openPacked(path: string): Promise<PackedFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const table = (await tableAtStart(file)) ?? (await tableAtEnd(file, size));
    return packedFile(file, table ?? { frameBytes: size, plainBytes: size, frames: [] });
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function tableAtStart(file: FileHandle): Promise<PackedTable | undefined> {
  const header = await readAt(file, 0, PACKED_HEADER_BYTES);
  const length = indexLength(header);
  return length === undefined ? undefined : tableOf(file, header, PACKED_HEADER_BYTES, length);
}

async function tableAtEnd(file: FileHandle, size: number): Promise<PackedTable | undefined> {
  const header = await readAt(file, Math.max(0, size - PACKED_HEADER_BYTES), PACKED_HEADER_BYTES);
  const length = indexLength(header);
  return length === undefined ? undefined : tableOf(file, header, size - PACKED_HEADER_BYTES - length, length);
}

async function tableOf(file: FileHandle, header: Buffer, at: number, length: number): Promise<PackedTable | undefined> {
  const { size } = await file.stat();
  if (at < 0 || at + length > size) return undefined;
  const index = await readAt(file, at, length);
  return index.length === length ? decodeTable({ header, index }) : undefined;
}

function packedFile(file: FileHandle, { frameBytes, plainBytes, frames }: PackedTable): PackedFile {
  const starts = framesFrom(frames.map(({ length }) => length));
  let cached = { frame: -1, bytes: Buffer.alloc(0) as Buffer };

  async function frameAt(frame: number): Promise<Buffer> {
    if (cached.frame === frame) return cached.bytes;
    const plain = Math.min(frameBytes, plainBytes - frame * frameBytes);
    const entry = frames[frame];
    const bytes = entry && (await unpackFrame(await readAt(file, starts[frame]!, entry.length), entry.crc, plain));
    cached = { frame, bytes: bytes ?? Buffer.alloc(plain) };
    return cached.bytes;
  }

  async function read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, plainBytes);
    const pieces: Buffer[] = [];
    for (let at = offset; at < end; ) {
      const frame = Math.floor(at / frameBytes);
      const from = at - frame * frameBytes;
      const bytes = (await frameAt(frame)).subarray(from, from + end - at);
      pieces.push(bytes);
      at += bytes.length;
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }

  function startFor(seq: number): Start | undefined {
    const frame = frames.findLastIndex(({ firstSeq }) => firstSeq > 0 && firstSeq <= seq);
    const entry = frames[frame];
    return entry && { offset: frame * frameBytes + entry.at, expected: entry.firstSeq };
  }

  return { plainBytes, read, startFor, close: () => file.close() };
}

/** Where each frame begins in the file, from their lengths. */
function framesFrom(lengths: readonly number[]): number[] {
  const starts: number[] = [];
  let at = PACKED_HEADER_BYTES + lengths.length * PACKED_INDEX_BYTES;
  for (const length of lengths) {
    starts.push(at);
    at += length;
  }
  return starts;
}

async function unpackFrame(bytes: Buffer, crc: number, plain: number): Promise<Buffer | undefined> {
  if (crc32(bytes) !== crc) return undefined;
  const unpacked = await decompress(bytes, { maxOutputLength: plain }).catch(() => undefined);
  return unpacked?.length === plain ? unpacked : undefined;
}
