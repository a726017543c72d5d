import { access } from 'node:fs/promises';
import { VerbatimError } from '../errors.ts';
import type { Envelope } from '../event/record.ts';
import { decodeBody, type PlainBody, plainBody } from './body.ts';
import { type Chain, following, type Progress } from './chain.ts';
import type { ChunkMemory } from './chunk-memory.ts';
import { type DamageLedger, reportEntries } from './damage.ts';
import { DEFAULT_BATCH_BYTES, READ_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker } from './marker.ts';
import { type OpenSegment, openSegment } from './open-segment.ts';
import type { Entry, Head } from './record.ts';
import { SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';
import { type Found, walk } from './walk.ts';
import type { Window } from './window.ts';

/** What was appended together; `entries` lacks those that are damaged and those before where reading began. */
export interface ReadRecord {
  readonly envelope: Envelope;
  readonly firstSeq: number;
  readonly entries: readonly Entry[];
  /** All of it in one piece, where the record is as most are; whoever needs no more saves the making of its entries. */
  readonly plain?: PlainBody | undefined;
}

/** Records in order, and the number that follows them. Empty where everything up to `next` is damaged. */
export interface ReadBatch {
  readonly records: readonly ReadRecord[];
  /** What to commit as the cursor's position once the records are handled. */
  readonly next: number;
}

export interface ReadOptions {
  /** The number of the first entry wanted. */
  readonly from: number;
  /** A batch is handed over once it holds this many bytes. Default 4 MiB. */
  readonly maxBytes?: number | undefined;
  /** Whether to wait for more at the durable end, until `signal` aborts or the journal closes. Default false. */
  readonly follow?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Memory for chunks of READ_CHUNK_BYTES; a batch holds until it is told to be used again. */
  readonly memory?: ChunkMemory | undefined;
}

export interface ReadSource {
  readonly chain: Chain;
  readonly progress: Progress;
  readonly ledger: DamageLedger;
}

/** One piece of progress; without a record where a place is damaged, and `head` at the durable end. */
interface Step {
  readonly record?: ReadRecord;
  readonly bytes: number;
  readonly next: number;
  readonly head: boolean;
}

/**
 * Reads from number `from` up to the durable end, never beyond. Damage is reported and passed over.
 * Throws JOURNAL_READ where the disk does not answer.
 */
export async function* read(source: ReadSource, options: ReadOptions): AsyncGenerator<ReadBatch> {
  const { from, maxBytes = DEFAULT_BATCH_BYTES, follow = false, signal, memory } = options;
  let records: ReadRecord[] = [];
  let bytes = 0;
  let next = from;
  let handed = from;
  for await (const step of steps(source, { from, memory })) {
    if (signal?.aborted) return;
    if (step.record) records.push(step.record);
    bytes += step.bytes;
    next = Math.max(next, step.next);
    if (bytes < maxBytes && !step.head) continue;
    if (next > handed) yield { records, next };
    handed = next;
    records = [];
    bytes = 0;
    if (step.head && !(follow && (await source.progress.waitFor(next, signal)))) return;
  }
}

type From = Pick<ReadOptions, 'from' | 'memory'>;

async function* steps(source: ReadSource, where: From): AsyncGenerator<Step> {
  const { from } = where;
  const { chain, ledger } = source;
  let segment: Segment | undefined = chain.segments.findLast((one) => one.firstSeq <= from) ?? chain.segments[0]!;
  const wanted = Math.max(from, chain.removed?.nextSeq ?? 1);
  if (wanted < segment.firstSeq) {
    const count = segment.firstSeq - wanted;
    ledger.report({ reason: 'missing', segment: segment.path, offset: 0, bytes: 0, firstSeq: wanted, count });
  }
  for (; segment; segment = following(chain, segment)) {
    try {
      yield* segmentSteps(source, segment, where);
    } catch (error) {
      if (error instanceof VerbatimError) throw error;
      throw new VerbatimError('JOURNAL_READ', undefined, { path: segment.path, cause: error });
    }
  }
}

async function* segmentSteps(source: ReadSource, segment: Segment, { from, memory }: From): AsyncGenerator<Step> {
  const { chain, ledger } = source;
  const { path, firstSeq } = segment;
  const window = await openUnlessGone(chain, segment, memory);
  if (!window && !chain.segments.includes(segment)) return;
  try {
    const marked = window && (await findSegmentMarker(window, segment.size, chain.id));
    if (!marked?.header) {
      const reason = marked ? 'segment-header' : 'segment';
      const next = marked ? firstSeq : (following(chain, segment)?.firstSeq ?? chain.nextSeq);
      const bytes = marked ? SEGMENT_HEADER_BYTES : segment.size;
      ledger.report({ reason, segment: path, offset: 0, bytes, firstSeq, count: next - firstSeq });
    }
    let { offset, expected } = window?.startFor(from) ?? { offset: SEGMENT_HEADER_BYTES, expected: firstSeq };
    for (let sealed = false; !sealed; ) {
      // These are of one moment: nothing is awaited between them.
      const next = following(chain, segment);
      const limit = segment.size;
      const nextSeq = next?.firstSeq ?? chain.nextSeq;
      sealed = next !== undefined;
      // Of a segment that was removed, what followed it may be gone too, and is not missing.
      const end = chain.segments.includes(segment) ? nextSeq : undefined;
      if (window && marked) {
        const stretch = { marker: marked.marker, offset, expected, limit, nextSeq: end };
        for await (const found of walk(window, stretch)) {
          yield await stepOf(found, window, { ledger, path, from, limit });
        }
      }
      offset = limit;
      expected = nextSeq;
      if (!sealed) yield { bytes: 0, next: expected, head: true };
    }
  } finally {
    await window?.close();
  }
}

/** A file that is gone is damage, unless the whole directory is: then the disk is away, and passing on would skip it. */
async function openUnlessGone(chain: Chain, segment: Segment, memory?: ChunkMemory): Promise<OpenSegment | undefined> {
  try {
    return await openSegment(segment, READ_CHUNK_BYTES, memory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await access(chain.segments.at(-1)!.path);
    return undefined;
  }
}

interface StepContext {
  readonly ledger: DamageLedger;
  readonly path: string;
  readonly from: number;
  readonly limit: number;
}

async function stepOf(found: Found, window: Window, context: StepContext): Promise<Step> {
  const { ledger, path, from } = context;
  if (found.flaw) {
    ledger.report({ segment: path, ...found.flaw });
    return { bytes: 0, next: found.flaw.firstSeq + found.flaw.count, head: false };
  }
  const { head } = found;
  const next = head.firstSeq + head.count;
  if (next <= from) return { bytes: 0, next, head: false };
  const offset = found.offset + head.headLength;
  const bytes = await window.at(offset, head.bodyLength, context.limit);
  const step = { bytes: head.headLength + head.bodyLength, next, head: false };
  const plain = plainBody(head, bytes, from);
  if (plain) return { ...step, record: new PlainRecord(head, plain) };
  const body = decodeBody(head, bytes, from);
  reportEntries(ledger, path, offset, body.damaged);
  return { ...step, record: { envelope: head.envelope, firstSeq: head.firstSeq, entries: body.entries } };
}

/** A record whose entries are made when somebody first asks for them. */
class PlainRecord implements ReadRecord {
  readonly envelope: Envelope;
  readonly firstSeq: number;
  readonly #head: Head;
  readonly #plain: PlainBody;
  #entries: readonly Entry[] | undefined;

  constructor(head: Head, plain: PlainBody) {
    this.envelope = head.envelope;
    this.firstSeq = head.firstSeq;
    this.#head = head;
    this.#plain = plain;
  }

  /** As `entries`, of the class and not of the object: a copy that is given other entries has no body in one piece. */
  get plain(): PlainBody {
    return this.#plain;
  }

  get entries(): readonly Entry[] {
    this.#entries ??= decodeBody(this.#head, this.#plain.bytes, this.firstSeq).entries;
    return this.#entries;
  }
}
