import { createHash } from 'node:crypto';
import { createChain } from './verify-chain.ts';
import {
  listNumbers,
  REMOVAL_NOTE,
  type RemovalNote,
  readRemovalNote,
  readSegment,
  type SegmentFile,
} from './verify-files.ts';
import { unpackVerified } from './verify-packed.ts';
import { type Checkpoint, type Finding, type SegmentProof, verifySegment } from './verify-segment.ts';

// This file and those that it imports follow README.md alone and share no code with what writes and reads the journal.

export interface Verification {
  /** Whether nothing was found. A torn tail is not counted: nothing in it was acknowledged. */
  readonly ok: boolean;
  readonly journal: string | undefined;
  readonly segments: number;
  readonly records: number;
  readonly entries: number;
  /** Of the segments, unpacked. */
  readonly bytes: number;
  /** What they take on the disk. */
  readonly bytesOnDisk: number;
  readonly firstSeq: number | undefined;
  /** What retention removed before it: all before number `nextSeq`. */
  readonly removed: RemovalNote | undefined;
  /** The end of the chain, to be kept as a checkpoint. */
  readonly head: Checkpoint | undefined;
  readonly findings: readonly Finding[];
  /** Bytes at the very end that are the beginning of a record. */
  readonly tornBytes: number;
  /** Checkpoints of what retention has removed: they can be compared with nothing. */
  readonly outOfReach: readonly Checkpoint[];
}

export interface VerifyOptions {
  /** What the journal must contain. */
  readonly checkpoints?: readonly Checkpoint[];
  /** Told how many of the segments have been checked. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Hashes every byte of a journal and follows its chain. The journal may be in use: the last segment may grow, others may
 * be packed or removed meanwhile. A removed end can be seen only against a checkpoint.
 */
export async function verify(dir: string, options: VerifyOptions = {}): Promise<Verification> {
  const { checkpoints = [], onProgress = () => {} } = options;
  const numbers = await listNumbers(dir);
  // Read after the list: what is in neither was removed before.
  const note = await readRemovalNote(dir);
  let removed = note === 'damaged' ? undefined : note;
  const firstSeq = numbers[0] === undefined ? undefined : Number(numbers[0]);
  const isReachable = ({ nextSeq }: Checkpoint) => nextSeq >= (removed?.nextSeq ?? 1);
  // A crash, or this moment, may lie between the note and the removal.
  const unfinished = removed !== undefined && firstSeq !== undefined && firstSeq < removed.nextSeq;
  const reachable = checkpoints.filter(isReachable);
  const findings: Finding[] = [];
  const chain = createChain(findings, removed && unfinished ? [...reachable, removed] : reachable);
  const sums = { segments: 0, records: 0, entries: 0, bytes: 0, bytesOnDisk: 0, tornBytes: 0 };
  let journal = removed?.journal;

  if (note === 'damaged') findings.push({ kind: 'damaged', segment: REMOVAL_NOTE, offset: 0, detail: NOTE_DAMAGED });
  else if (!unfinished) chain.start(REMOVAL_NOTE, removed ?? { nextSeq: 1 });

  for (const [i, digits] of numbers.entries()) {
    const files = await readSegment(dir, digits);
    if (files.length === 0) {
      const now = await readRemovalNote(dir);
      if (typeof now === 'object' && now.nextSeq > Number(digits)) {
        removed = now;
        chain.start(REMOVAL_NOTE, now);
      }
      continue;
    }
    const { name, plain, proof, bytesOnDisk } = proofOf(files, i === numbers.length - 1, journal);
    journal ??= proof.journal;
    if (Number(digits) === 1 && journal !== undefined) chain.start(name, { nextSeq: 1, hash: genesisOf(journal) });
    findings.push(...proof.findings);
    chain.open(name, proof);
    for (const link of proof.links) chain.follow(name, link);
    if (proof.endsInDamage) chain.lose();
    sums.segments += 1;
    sums.records += proof.links.length;
    sums.entries += proof.links.reduce((sum, { count }) => sum + count, 0);
    sums.bytes += plain.length;
    sums.bytesOnDisk += bytesOnDisk;
    sums.tornBytes = proof.tornBytes;
    onProgress(i + 1, numbers.length);
  }
  const head = chain.end();
  const outOfReach = checkpoints.filter((checkpoint) => !isReachable(checkpoint));
  return { ok: findings.length === 0, journal, firstSeq, ...sums, removed, head, findings, outOfReach };
}

const NOTE_DAMAGED = 'The note of what retention removed does not match its checksum.';

interface Proved {
  readonly name: string;
  readonly plain: Buffer;
  readonly proof: SegmentProof;
  readonly bytesOnDisk: number;
}

/** Checks the one file of a segment, or both while one takes the place of the other. `files` has one at least. */
function proofOf(files: readonly SegmentFile[], last: boolean, journal: string | undefined): Proved {
  const [first, second] = files.map((file) => ({ ...file, ...proofOfFile(file, last, journal) }));
  const { name, plain, proof } = first!;
  const bytesOnDisk = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (!second) return { name, plain, proof, bytesOnDisk };
  const same = plain.equals(second.plain);
  const differs: Finding = { kind: 'added', segment: second.name, detail: 'It is not the same as the plain segment.' };
  const findings = [...proof.findings, ...second.proof.findings, ...(same ? [] : [differs])];
  return { name, plain, proof: { ...proof, findings }, bytesOnDisk };
}

function proofOfFile({ name, bytes, packed }: SegmentFile, last: boolean, journal: string | undefined) {
  if (!packed) return { plain: bytes, proof: verifySegment(name, bytes, last, journal) };
  const { plain, findings, compare } = unpackVerified(name, bytes);
  const proof = verifySegment(name, plain, false, journal);
  // Where bytes are damaged, the records in them are not there to be compared.
  const wrong = findings.length + proof.findings.length === 0 ? compare(proof.links) : [];
  return { plain, proof: { ...proof, findings: [...findings, ...proof.findings, ...wrong] } };
}

function genesisOf(journal: string): string {
  return createHash('sha256').update(`verbatim journal ${journal}`).digest('hex');
}
