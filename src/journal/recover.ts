import { hash as digest } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { VerbatimError } from '../errors.ts';
import { decodeBody } from './body.ts';
import type { Chain } from './chain.ts';
import { type DamageLedger, reportEntries } from './damage.ts';
import { type Disk, syncDirectory } from './disk.ts';
import { READ_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker, type Marked } from './marker.ts';
import { INDEX_BYTES } from './record.ts';
import {
  genesis,
  idOf,
  listSegments,
  newJournalId,
  readHeader,
  SEGMENT_HEADER_BYTES,
  type Segment,
} from './segment.ts';
import { createSegment, type Tail } from './tail.ts';
import { endOf, walk } from './walk.ts';
import { openWindow, type Window } from './window.ts';

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
  const { disk, dir } = recovery;
  const segments = await listSegments(dir);
  const journal = (await newestId(segments)) ?? recovery.journal;
  let least = 1;
  for (let last = segments.at(-1); last; last = segments.at(-1)) {
    const window = await openWindow(last.path, READ_CHUNK_BYTES);
    try {
      const marked = await findSegmentMarker(window, last.size, journal);
      if (marked) {
        const end = await scan(window, last, marked, recovery.ledger);
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
  for (const { path } of segments.toReversed()) {
    const header = await readHeader(path);
    if (header) return idOf(header.marker);
  }
  return undefined;
}

async function begin(disk: Disk, dir: string, segments: Segment[], id: string, firstSeq: number): Promise<Recovered> {
  const hash = genesis(id);
  const tail = await createSegment(disk, dir, { journal: id, firstSeq, previous: hash });
  segments.push(tail.segment);
  return { chain: { id, segments, nextSeq: firstSeq, hash, bytes: bytesOf(segments) }, tail, torn: undefined };
}

/** Nothing in the last segment can be read. It stays, and the numbers go on after any that it can have held. */
async function goOnAfter(recovery: Recovery, segments: Segment[], journal: string | undefined): Promise<Recovered> {
  const { path, size, firstSeq } = segments.at(-1)!;
  if (journal === undefined) {
    throw new VerbatimError('JOURNAL_DAMAGED', 'The only segment of the journal cannot be read.', { path });
  }
  return begin(recovery.disk, recovery.dir, segments, journal, firstSeq + Math.ceil(size / INDEX_BYTES));
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
  return segments.reduce((sum, { size }) => sum + size, 0);
}
