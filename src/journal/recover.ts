import { hash as digest } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { VerbatimError } from '../errors.ts';
import { decodeBody } from './body.ts';
import type { Chain } from './chain.ts';
import { type DamageLedger, reportEntries } from './damage.ts';
import { type Disk, syncDirectory } from './disk.ts';
import { READ_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker, type Marked } from './marker.ts';
import { openSegment } from './open-segment.ts';
import { HASH_BYTES } from './record.ts';
import { removeOldest } from './remove-oldest.ts';
import { readRemoved } from './removed.ts';
import {
  bytesOnDisk,
  decodeSegmentHeader,
  genesis,
  idOf,
  isPacked,
  listSegments,
  newJournalId,
  SEGMENT_HEADER_BYTES,
  type Segment,
} from './segment.ts';
import { createSegment, type Tail } from './tail.ts';
import { endOf, walk } from './walk.ts';
import type { Window } from './window.ts';

/** The end of the last segment that was never completed, and was cut off. */
export interface Torn {
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface Recovery {
  readonly disk: Disk;
  readonly dir: string;
  readonly ledger: DamageLedger;
  /** The journal's id as its cursors have it, for the case that no segment's header can be read. */
  readonly journal: string | undefined;
}

export interface Recovered {
  readonly chain: Chain;
  readonly tail: Tail;
  readonly torn: Torn | undefined;
}

/** The end of the last segment: where to go on, with which number, after which hash. */
interface End {
  readonly size: number;
  readonly nextSeq: number;
  readonly hash: Buffer;
}

/**
 * Finds the journal's durable end and opens it for writing; makes a new journal in an empty directory. Only the last
 * segment is read. A torn tail is cut off; damage before it is reported and stays as it is.
 */
export async function recover(recovery: Recovery): Promise<Recovered> {
  const recovered = await findEnd(recovery);
  await finishRemoval(recovery.dir, recovered.chain);
  return recovered;
}

/** What was noted as removed goes, if a crash came between. */
async function finishRemoval(dir: string, chain: Chain): Promise<void> {
  chain.removed = await readRemoved(dir, chain.id);
  const keptFrom = chain.removed?.nextSeq ?? 1;
  const kept = chain.segments.findIndex(({ firstSeq }) => firstSeq >= keptFrom);
  if (kept <= 0) return;
  const { failure } = await removeOldest(dir, chain, kept);
  if (failure) throw failure;
}

async function findEnd(recovery: Recovery): Promise<Recovered> {
  const { disk, dir } = recovery;
  const segments = await listSegments(dir);
  const journal = (await newestId(segments)) ?? recovery.journal;
  let least = 1;
  for (let last = segments.at(-1); last; last = segments.at(-1)) {
    const window = await openSegment(last, READ_CHUNK_BYTES);
    try {
      const marked = await findSegmentMarker(window, last.size, journal);
      if (marked) {
        const end = await scan(window, last, marked, recovery.ledger);
        // Sealed long ago; what followed it is gone.
        if (isPacked(last.path)) return await goOn(recovery, segments, idOf(marked.marker), end, least);
        return await resume(recovery, segments, marked, end, least);
      }
      if (last.size > SEGMENT_HEADER_BYTES) return await goOnAfter(recovery, segments, journal);
    } finally {
      await window.close();
    }
    // Its creation was cut off: records are written only after the header is durable.
    least = Math.max(least, last.firstSeq);
    await unlink(last.path);
    await syncDirectory(dir);
    segments.pop();
  }
  return begin(disk, dir, segments, journal ?? newJournalId(), least);
}

async function newestId(segments: readonly Segment[]): Promise<string | undefined> {
  for (const segment of segments.toReversed()) {
    const window = await openSegment(segment, SEGMENT_HEADER_BYTES);
    try {
      const header = decodeSegmentHeader(await window.at(0, SEGMENT_HEADER_BYTES, segment.size));
      if (header) return idOf(header.marker);
    } finally {
      await window.close();
    }
  }
  return undefined;
}

function goOn({ disk, dir }: Recovery, segments: Segment[], id: string, end: End, least: number): Promise<Recovered> {
  return begin(disk, dir, segments, id, Math.max(end.nextSeq, least, segments.at(-1)!.firstSeq + 1), end.hash);
}

async function begin(
  disk: Disk,
  dir: string,
  segments: Segment[],
  id: string,
  firstSeq: number,
  hash: Buffer = genesis(id),
): Promise<Recovered> {
  const tail = await createSegment(disk, dir, { journal: id, firstSeq, previous: hash });
  segments.push(tail.segment);
  return { chain: { id, segments, nextSeq: firstSeq, hash, bytes: bytesOf(segments) }, tail, torn: undefined };
}

/** Nothing in the last segment can be read. It stays, and the numbers go on after any that it can have held: even packed, each has a hash. */
async function goOnAfter(recovery: Recovery, segments: Segment[], journal: string | undefined): Promise<Recovered> {
  const { path, size, firstSeq } = segments.at(-1)!;
  if (journal === undefined) {
    throw new VerbatimError('JOURNAL_DAMAGED', 'The only segment of the journal cannot be read.', { path });
  }
  return begin(recovery.disk, recovery.dir, segments, journal, firstSeq + Math.ceil(size / HASH_BYTES));
}

async function resume(
  recovery: Recovery,
  segments: Segment[],
  marked: Marked,
  end: End,
  least: number,
): Promise<Recovered> {
  const { disk } = recovery;
  const segment = segments.at(-1)!;
  const file = await disk.open(segment.path);
  const torn = segment.size - end.size;
  if (torn > 0) await disk.truncate(file, end.size);
  // What was read may so far be in the page cache only.
  await disk.sync(file);
  segment.size = end.size;
  return {
    chain: {
      id: idOf(marked.marker),
      segments,
      nextSeq: Math.max(end.nextSeq, least),
      hash: end.hash,
      bytes: bytesOf(segments),
    },
    tail: { segment, marker: marked.marker, file },
    torn: torn > 0 ? { segment: segment.path, offset: end.size, bytes: torn } : undefined,
  };
}

async function scan(window: Window, segment: Segment, marked: Marked, ledger: DamageLedger): Promise<End> {
  const { path, firstSeq, size: limit } = segment;
  let hash = marked.header?.previous ?? genesis(idOf(marked.marker));
  let nextSeq = firstSeq;
  let size = SEGMENT_HEADER_BYTES;
  const stretch = { marker: marked.marker, offset: size, expected: firstSeq, limit };
  for await (const found of walk(window, stretch)) {
    const { flaw } = found;
    if (flaw) {
      const torn = flaw.reason === 'record' && flaw.offset + flaw.bytes === limit;
      if (torn) break;
      ledger.report({ segment: path, ...flaw });
      nextSeq = Math.max(nextSeq, flaw.firstSeq + flaw.count);
      size = flaw.offset + flaw.bytes;
      continue;
    }
    const { head, offset } = found;
    const bodyAt = offset + head.headLength;
    const body = await window.at(bodyAt, head.bodyLength, limit);
    reportEntries(ledger, path, bodyAt, decodeBody(head, body, nextSeq).damaged);
    hash = digest('sha256', head.bytes, 'buffer');
    nextSeq = head.firstSeq + head.count;
    size = endOf(offset, head);
  }
  return { size, nextSeq, hash };
}

function bytesOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + bytesOnDisk(segment), 0);
}
