import { crc32 } from 'node:zlib';
import { VerbatimError } from '../errors.ts';
import type { Envelope, Quarantine } from '../event/record.ts';
import { MAX_HEAD_BYTES } from './limits.ts';

/** What Verbatim notes about one entry. Unknown keys are kept. */
export interface EntryMeta {
  readonly quarantine?: Quarantine;
  /** What was taken out of it, where its bytes have no place to say so. */
  readonly redacted?: readonly string[];
  readonly [key: string]: unknown;
}

/** One received event as it is read from the journal. `raw` and `sha256` are views of a larger buffer. */
export interface Entry {
  readonly seq: number;
  readonly raw: Buffer;
  /** SHA-256 of the bytes that `raw` was journaled with, 32 bytes. */
  readonly sha256: Buffer;
  readonly meta: EntryMeta | undefined;
}

/** The layout of a record; `README.md` is its specification. */
export const RECORD_VERSION = 1;
export const MARKER_BYTES = 16;
export const PREFIX_BYTES = 88;
export const INDEX_BYTES = 40;
export const HASH_BYTES = 32;
export const AT = {
  version: 16,
  count: 20,
  firstSeq: 24,
  envelopeLength: 32,
  headLength: 36,
  bodyLength: 40,
  headCrc: 44,
  bodyCrc: 48,
  previous: 52,
  prefixCrc: 84,
} as const;

/** The fixed part of a head, which has a checksum of its own: its lengths can be trusted. */
export interface Prefix {
  readonly count: number;
  readonly firstSeq: number;
  readonly envelopeLength: number;
  readonly headLength: number;
  readonly bodyLength: number;
  readonly headCrc: number;
  readonly bodyCrc: number;
}

/** A head whose checksums hold. */
export interface Head extends Prefix {
  readonly envelope: Envelope;
  /** Every byte of the head; the record's hash is the SHA-256 of them. */
  readonly bytes: Buffer;
}

/**
 * Reads the prefix at the start of `bytes`; `undefined` if there is none that carries `marker` and matches its checksum.
 * Throws JOURNAL_FORMAT where a later version wrote it.
 */
export function decodePrefix(bytes: Buffer, marker: Buffer): Prefix | undefined {
  if (bytes.length < PREFIX_BYTES || marker.compare(bytes, 0, MARKER_BYTES) !== 0) return undefined;
  if (crc32(bytes.subarray(0, AT.prefixCrc)) !== bytes.readUInt32LE(AT.prefixCrc)) return undefined;
  const version = bytes.readUInt32LE(AT.version);
  if (version !== RECORD_VERSION) {
    throw new VerbatimError(
      'JOURNAL_FORMAT',
      `A journal record has version ${version}; this program reads version 1.`,
      {
        version,
      },
    );
  }
  const prefix = {
    count: bytes.readUInt32LE(AT.count),
    firstSeq: Number(bytes.readBigUInt64LE(AT.firstSeq)),
    envelopeLength: bytes.readUInt32LE(AT.envelopeLength),
    headLength: bytes.readUInt32LE(AT.headLength),
    bodyLength: bytes.readUInt32LE(AT.bodyLength),
    headCrc: bytes.readUInt32LE(AT.headCrc),
    bodyCrc: bytes.readUInt32LE(AT.bodyCrc),
  };
  const least = PREFIX_BYTES + prefix.envelopeLength + prefix.count * INDEX_BYTES;
  const sane = prefix.count > 0 && prefix.headLength >= least && prefix.headLength <= MAX_HEAD_BYTES;
  return sane && Number.isSafeInteger(prefix.firstSeq + prefix.count) ? prefix : undefined;
}

/** Reads the head that `prefix` opens; `undefined` if `bytes` do not match its checksum. */
export function decodeHead(prefix: Prefix, bytes: Buffer): Head | undefined {
  if (bytes.length !== prefix.headLength || crc32(bytes.subarray(PREFIX_BYTES)) !== prefix.headCrc) return undefined;
  const indexAt = PREFIX_BYTES + prefix.envelopeLength;
  let raw = 0;
  let meta = 0;
  for (let i = 0, at = indexAt; i < prefix.count; i++, at += INDEX_BYTES) {
    raw += bytes.readUInt32LE(at);
    meta += bytes.readUInt32LE(at + 4);
  }
  if (raw !== prefix.bodyLength || indexAt + prefix.count * INDEX_BYTES + meta !== prefix.headLength) return undefined;
  const envelope = JSON.parse(bytes.toString('utf8', PREFIX_BYTES, indexAt)) as Envelope;
  return { ...prefix, envelope, bytes };
}

/** The SHA-256 of each entry from number `from` on, as `latin1`. */
export function hashesOf({ bytes, envelopeLength, firstSeq, count }: Head, from: number): string[] {
  const skipped = Math.max(0, from - firstSeq);
  const start = PREFIX_BYTES + envelopeLength + INDEX_BYTES - HASH_BYTES;
  // One text that the hashes are parts of: a buffer and a text for each cost ten times as much.
  const index = bytes.toString('latin1', start, start + (count - 1) * INDEX_BYTES + HASH_BYTES);
  const hashes: string[] = [];
  for (let at = skipped * INDEX_BYTES; at < index.length; at += INDEX_BYTES)
    hashes.push(index.slice(at, at + HASH_BYTES));
  return hashes;
}
