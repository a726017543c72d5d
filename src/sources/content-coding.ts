import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { VerbatimError } from '../errors.ts';
import { unzstd } from './zstd.ts';

/** How a body is packed (RFC 9110, 8.4.1). */
export type ContentCoding = 'identity' | 'gzip' | 'zstd';

const CODINGS: ReadonlyMap<string, ContentCoding> = new Map([
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['zstd', 'zstd'],
]);

/**
 * Audit logs unpack to about 10 times their size. Even where bodies repeat, an event has an id and times of its own, which
 * keeps it below 100. Nothing but a bomb unpacks to more than this.
 */
export const MAX_RATIO = 250;
/** So much may be unpacked from anything: it is no more than one event may have. */
export const FREE_BYTES = 64 * 1024 * 1024;
/** Unpacked at once: as much as a socket gives. */
const PIECE_BYTES = 64 * 1024;

/** Reads `Content-Encoding`. Throws ENCODING_UNSUPPORTED. */
export function contentCoding(header: string | undefined): ContentCoding {
  const coding = CODINGS.get((header ?? '').trim().toLowerCase());
  if (coding) return coding;
  throw new VerbatimError(
    'ENCODING_UNSUPPORTED',
    `The content encoding ${header} is not supported; use gzip, zstd or none.`,
  );
}

type Unpack = (pieces: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/**
 * A body as it was before it was packed, piece by piece, so that one that unpacks to far more than it is takes no more
 * memory than any other. Throws BODY_INVALID if it is not packed so, BODY_TOO_LARGE if it is a bomb, and what `pieces` throws.
 */
export function unpacked(pieces: AsyncIterable<Buffer>, coding: ContentCoding): AsyncIterable<Buffer> {
  if (coding === 'identity') return pieces;
  return bounded(pieces, coding === 'gzip' ? gunzip : unzstd);
}

async function* bounded(pieces: AsyncIterable<Buffer>, unpack: Unpack): AsyncGenerator<Buffer> {
  let packedBytes = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      packedBytes += piece.length;
      yield piece;
    }
  }
  for await (const piece of unpack(counted())) {
    bytes += piece.length;
    if (bytes > FREE_BYTES && bytes > packedBytes * MAX_RATIO) throw bomb();
    yield piece;
  }
}

async function* gunzip(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacking = createGunzip({ chunkSize: PIECE_BYTES });
  // What fails in it is thrown where the pieces are taken.
  pipeline(pieces, unpacking).catch(() => {});
  try {
    yield* unpacking as AsyncIterable<Buffer>;
  } catch (cause) {
    if (cause instanceof VerbatimError) throw cause;
    throw new VerbatimError('BODY_INVALID', `The body is not valid gzip: ${(cause as Error).message}.`, { cause });
  }
}

function bomb(): VerbatimError {
  return new VerbatimError(
    'BODY_TOO_LARGE',
    `The body unpacks to more than ${MAX_RATIO} times its size, which no audit log does; send it unpacked if it is one.`,
  );
}
