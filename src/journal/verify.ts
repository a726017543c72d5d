import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, type Link, type SegmentProof, verifySegment } from './verify-segment.ts';

// This file and verify-segment.ts follow README.md alone and share no code with what writes and reads the journal.

/** What was noted outside the journal at some time: the next number then, and the hash of the last record. */
export interface Checkpoint {
  readonly nextSeq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface Verification {
  /** Whether nothing was found. A torn tail is not counted: nothing in it was acknowledged. */
  readonly ok: boolean;
  readonly journal: string | undefined;
  readonly segments: number;
  readonly records: number;
  readonly entries: number;
  readonly bytes: number;
  readonly firstSeq: number | undefined;
  /** The end of the chain, to be kept as a checkpoint. */
  readonly head: Checkpoint | undefined;
  readonly findings: readonly Finding[];
  /** Bytes at the very end that are the beginning of a record. */
  readonly tornBytes: number;
}

interface Gap {
  from: number;
  to: number;
}

const SEGMENT_NAME = /^\d{20}\.vj$/;

/**
 * Hashes every byte of a journal and follows its chain. The last segment may be in use. A removed end can be seen only
 * against a checkpoint, as can a removed beginning, which may also have been removed on purpose.
 */
export async function verify(dir: string, checkpoints: readonly Checkpoint[] = []): Promise<Verification> {
  const names = (await readdir(dir)).filter((name) => SEGMENT_NAME.test(name)).sort();
  const findings: Finding[] = [];
  const chain = createChain(findings, checkpoints);
  let journal: string | undefined;
  let bytes = 0;
  let entries = 0;
  let records = 0;
  let tornBytes = 0;
  for (const [i, name] of names.entries()) {
    const content = await readFile(join(dir, name));
    const proof = verifySegment(name, content, i === names.length - 1, journal);
    journal ??= proof.journal;
    findings.push(...proof.findings);
    chain.open(name, proof);
    for (const link of proof.links) chain.follow(name, link);
    if (proof.endsInDamage) chain.lose();
    bytes += content.length;
    entries += proof.links.reduce((sum, { count }) => sum + count, 0);
    records += proof.links.length;
    tornBytes = proof.tornBytes;
  }
  const { firstSeq, head } = chain.end();
  const ok = findings.length === 0;
  return { ok, journal, segments: names.length, records, entries, bytes, firstSeq, head, findings, tornBytes };
}

/** Compares each record with what must come next. */
function createChain(findings: Finding[], checkpoints: readonly Checkpoint[]) {
  const unmet = new Map(checkpoints.map(({ nextSeq, hash }) => [nextSeq, hash]));
  const gaps: Gap[] = [];
  let firstSeq: number | undefined;
  let next: number | undefined;
  /** The hash of the record before; `undefined` after damage. */
  let hash: string | undefined;

  function open(segment: string, { journal, previous }: SegmentProof): void {
    const named = Number(segment.slice(0, 20));
    firstSeq ??= named;
    next ??= named;
    if (named === 1 && journal !== undefined) hash = genesisOf(journal);
    if (named > next) {
      gaps.push({ from: next, to: named });
      next = named;
    } else if (hash !== undefined && previous !== undefined && previous !== hash) {
      findings.push({ kind: 'altered', segment, offset: 36, detail: 'The segment does not follow what is before it.' });
    }
    hash = previous;
  }

  /** After damage, what comes next cannot be compared with what was before. */
  function lose(): void {
    hash = undefined;
  }

  function follow(segment: string, link: Link): void {
    const { offset, first, count } = link;
    const expected = next ?? first;
    if (first < expected) {
      findings.push(outOfPlace(segment, link));
      return;
    }
    if (first > expected) {
      gaps.push({ from: expected, to: first });
    } else if (hash !== undefined && link.previous !== hash && !link.afterDamage) {
      const detail = 'The record does not follow the one before: that was altered, removed or put there.';
      findings.push({ kind: 'altered', segment, offset, firstSeq: first, count, detail });
    }
    next = first + count;
    hash = link.hash;
    const noted = unmet.get(next);
    if (noted === undefined) return;
    unmet.delete(next);
    if (noted !== hash) {
      const detail = `The record before number ${next} is not the one that the checkpoint names.`;
      findings.push({ kind: 'altered', segment, offset, firstSeq: first, count, detail });
    }
  }

  function outOfPlace(segment: string, { offset, first, count }: Link): Finding {
    const at = gaps.findIndex(({ from, to }) => first >= from && first + count <= to);
    if (at < 0) {
      return { kind: 'added', segment, offset, firstSeq: first, count, detail: 'Its numbers have been given before.' };
    }
    const { from, to } = gaps[at]!;
    const rest = [
      { from, to: first },
      { from: first + count, to },
    ];
    gaps.splice(at, 1, ...rest.filter((gap) => gap.from < gap.to));
    return { kind: 'reordered', segment, offset, firstSeq: first, count, detail: 'It stands after later numbers.' };
  }

  function end(): { firstSeq: number | undefined; head: Checkpoint | undefined } {
    for (const { from, to } of gaps) {
      findings.push({
        kind: 'missing',
        firstSeq: from,
        count: to - from,
        detail: 'No whole record has these numbers.',
      });
    }
    for (const nextSeq of unmet.keys()) {
      findings.push({ kind: 'missing', detail: `No record ends before number ${nextSeq}, which a checkpoint names.` });
    }
    return { firstSeq, head: next !== undefined && hash !== undefined ? { nextSeq: next, hash } : undefined };
  }

  return { open, lose, follow, end };
}

function genesisOf(journal: string): string {
  return createHash('sha256').update(`verbatim journal ${journal}`).digest('hex');
}
