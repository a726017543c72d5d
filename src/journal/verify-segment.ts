import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * What is wrong.
 * - `damaged` bytes do not match their checksum or hash · `altered` a record is whole, but the chain was broken here
 * - `missing` numbers without a whole record · `reordered` a record out of its place · `added` a record too many
 */
export type FindingKind = 'damaged' | 'altered' | 'missing' | 'reordered' | 'added';

export interface Finding {
  readonly kind: FindingKind;
  /** The file's name. */
  readonly segment?: string;
  /** Of a packed segment: in its plain bytes, but for what is about its frames and their table. */
  readonly offset?: number;
  readonly firstSeq?: number;
  readonly count?: number;
  readonly detail: string;
}

/** What was noted outside the journal at some time: the next number then, and the hash of the last record. */
export interface Checkpoint {
  readonly nextSeq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** A whole record as a link of the chain. Hashes are hexadecimal. */
export interface Link {
  readonly offset: number;
  readonly first: number;
  readonly count: number;
  readonly previous: string;
  readonly hash: string;
  /** Whether the bytes before it are no record, so that its `previous` cannot be compared. */
  readonly afterDamage: boolean;
}

export interface SegmentProof {
  readonly journal: string | undefined;
  /** The hash that the segment's header says it follows; `undefined` where the header is damaged. */
  readonly previous: string | undefined;
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  readonly tornBytes: number;
  /** Whether what follows cannot be compared with the last of `links`. */
  readonly endsInDamage: boolean;
}

const HEADER = 72;
const PREFIX = 88;
const INDEX = 40;

/** Checks every byte of one segment. `last` allows the beginning of a record at its end. */
export function verifySegment(
  segment: string,
  bytes: Buffer,
  last: boolean,
  journal: string | undefined,
): SegmentProof {
  const findings: Finding[] = [];
  const links: Link[] = [];
  const header = readHeader(bytes);
  const id = header?.toString('latin1', 12, 20);
  const marker = header ? bytes.subarray(12, 28) : seekMarker(bytes, journal);
  let tornBytes = 0;

  function damaged(offset: number, detail: string, firstSeq?: number, count?: number): void {
    const which = firstSeq === undefined || count === undefined ? {} : { firstSeq, count };
    findings.push({ kind: 'damaged', segment, offset, ...which, detail });
  }

  if (!header) damaged(0, 'The segment’s header does not match its checksum.');
  if (header && header.readBigUInt64LE(28) !== BigInt(segment.slice(0, 20))) {
    damaged(28, 'The segment’s first number is not the one in its name.');
  }
  if (id !== undefined && journal !== undefined && id !== journal) {
    findings.push({ kind: 'added', segment, offset: 12, detail: 'The segment is of another journal.' });
  }

  let afterDamage = !header;
  for (let at = Math.min(HEADER, bytes.length); at < bytes.length; ) {
    const prefix = marker && readPrefix(bytes, at, marker);
    const end = prefix ? at + prefix.headLength + prefix.bodyLength : Number.POSITIVE_INFINITY;
    if (!prefix || end > bytes.length) {
      const found = marker ? bytes.indexOf(marker, at + 1) : -1;
      const next = found < 0 ? bytes.length : found;
      const torn = last && found < 0 && (prefix !== undefined || bytes.length - at < PREFIX);
      if (torn) tornBytes = bytes.length - at;
      else damaged(at, `${next - at} bytes are no record.`);
      afterDamage = true;
      at = next;
      continue;
    }
    const { first, count, headLength, envelopeLength } = prefix;
    const head = bytes.subarray(at, at + headLength);
    if (crc32(head.subarray(PREFIX)) !== prefix.headCrc || !indexFits(head, prefix)) {
      damaged(at, 'The record’s list of entries does not match its checksum.', first, count);
      afterDamage = true;
      at = end;
      continue;
    }
    const body = bytes.subarray(at + headLength, end);
    for (const i of wrongEntries(head, envelopeLength, count, body)) {
      damaged(at, 'The event’s bytes are not those that were received.', first + i, 1);
    }
    if (crc32(body) !== prefix.bodyCrc) damaged(at, 'The record’s body does not match its checksum.', first, count);
    const previous = head.toString('hex', 52, 84);
    links.push({ offset: at, first, count, previous, hash: sha256(head), afterDamage });
    afterDamage = false;
    at = end;
  }
  return {
    journal: id,
    previous: header?.toString('hex', 36, 68),
    links,
    findings,
    tornBytes,
    endsInDamage: afterDamage,
  };
}

function readHeader(bytes: Buffer): Buffer | undefined {
  const header = bytes.subarray(0, HEADER);
  const whole =
    header.length === HEADER && header.toString('latin1', 0, 8) === 'VERBATIM' && header.readUInt32LE(8) === 1;
  return whole && crc32(header.subarray(0, 68)) === header.readUInt32LE(68) ? header : undefined;
}

/** Where the header is damaged, the first record that is one by itself shows the marker. */
function seekMarker(bytes: Buffer, journal: string | undefined): Buffer | undefined {
  const id = journal ?? bytes.toString('latin1', HEADER, HEADER + 8);
  for (let at = bytes.indexOf(id, 0, 'latin1'); at >= 0; at = bytes.indexOf(id, at + 1, 'latin1')) {
    const marker = bytes.subarray(at, at + 16);
    if (readPrefix(bytes, at, marker)) return marker;
  }
  return undefined;
}

type Prefix = NonNullable<ReturnType<typeof readPrefix>>;

function readPrefix(bytes: Buffer, at: number, marker: Buffer) {
  if (at + PREFIX > bytes.length || !bytes.subarray(at, at + 16).equals(marker)) return undefined;
  if (crc32(bytes.subarray(at, at + 84)) !== bytes.readUInt32LE(at + 84)) return undefined;
  const prefix = {
    count: bytes.readUInt32LE(at + 20),
    first: Number(bytes.readBigUInt64LE(at + 24)),
    envelopeLength: bytes.readUInt32LE(at + 32),
    headLength: bytes.readUInt32LE(at + 36),
    bodyLength: bytes.readUInt32LE(at + 40),
    headCrc: bytes.readUInt32LE(at + 44),
    bodyCrc: bytes.readUInt32LE(at + 48),
  };
  const fits = prefix.count > 0 && prefix.headLength >= PREFIX + prefix.envelopeLength + prefix.count * INDEX;
  return fits && bytes.readUInt32LE(at + 16) === 1 ? prefix : undefined;
}

function indexFits(head: Buffer, prefix: Prefix): boolean {
  let at = PREFIX + prefix.envelopeLength;
  let raw = 0;
  let end = at + prefix.count * INDEX;
  for (let i = 0; i < prefix.count; i++, at += INDEX) {
    raw += head.readUInt32LE(at);
    end += head.readUInt32LE(at + 4);
  }
  return raw === prefix.bodyLength && end === prefix.headLength;
}

/** The entries whose bytes do not have the hash that the head gives them, counted from 0. */
function wrongEntries(head: Buffer, envelopeLength: number, count: number, body: Buffer): number[] {
  const wrong: number[] = [];
  let rawAt = 0;
  for (let i = 0, at = PREFIX + envelopeLength; i < count; i++, at += INDEX) {
    const raw = body.subarray(rawAt, rawAt + head.readUInt32LE(at));
    if (sha256(raw) !== head.toString('hex', at + 8, at + INDEX)) wrong.push(i);
    rawAt += raw.length;
  }
  return wrong;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
