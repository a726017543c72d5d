import type { IngestAnswer } from '../../api/contract.ts';
import { type ErrorCode, VerbatimError } from '../../errors.ts';
import { examine } from '../local/holds-events.ts';
import { linesByNode, type NodeLines } from './by-node.ts';
import type { Deliver } from './deliver.ts';
import { createFileOrigins, type LineOrigin } from './file-origins.ts';
import type { Input, Inputs } from './inputs.ts';
import type { LabelsOf } from './labels.ts';
import { pieces } from './pieces.ts';
import type { Progress } from './progress.ts';
import { createSlots } from './slots.ts';
import { type Leaf, unpack } from './unpack.ts';

export interface ImportOptions {
  readonly deliver: Deliver;
  readonly labelsOf: LabelsOf;
  readonly progress: Progress;
  /** Stores files line by line in which no event is found; else only those that the caller named. */
  readonly all: boolean;
}

export interface Summary extends IngestAnswer {
  /** Files of text that were read, those in archives included. */
  readonly files: number;
  /** Files that hold no log. */
  readonly passedOver: number;
  readonly failed: number;
}

/** What will not go away with the next file. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'REQUEST_INVALID',
  'SERVER_UNREACHABLE',
  'SERVER_ANSWER',
  'PUSH_BACK',
  'JOURNAL_WRITE',
  'STORE_UNAVAILABLE',
]);

/**
 * Deliveries that are under way at once, so that the server reads one while another waits for its disk and its store. Each
 * holds one piece in memory, here and there.
 */
const DELIVERIES = 3;

/**
 * Reads files one after another and delivers them, a few pieces at a time. A file that fails is told to `progress` and the
 * others still go on; an error that every file would have is raised.
 */
export async function importFiles({ inputs, failures }: Inputs, options: ImportOptions): Promise<Summary> {
  const { deliver, labelsOf, progress, all } = options;
  let summary: Summary = { files: 0, passedOver: 0, failed: 0, ...NOTHING };

  function fail(name: string, error: unknown): void {
    if (error instanceof VerbatimError && FATAL.has(error.code)) throw error;
    summary = { ...summary, failed: summary.failed + 1 };
    progress.failed(name, error);
  }

  function skip(name: string, why: string): void {
    summary = { ...summary, passedOver: summary.passedOver + 1 };
    progress.skipped(name, why);
  }

  async function readInput(input: Input): Promise<void> {
    for await (const leaf of unpack(input.name, counted(input.open(), progress.read), input.given)) {
      if ('skipped' in leaf) {
        skip(leaf.name, leaf.skipped);
      } else if ('error' in leaf) {
        fail(leaf.name, leaf.error);
      } else if (leaf.given || all) {
        await readLeaf(leaf);
      } else {
        const { holdsEvents, bytes, failure } = await examine(leaf.bytes);
        if (failure && !holdsEvents) fail(leaf.name, failure.error);
        else if (holdsEvents) await readLeaf({ ...leaf, bytes });
        else skip(leaf.name, 'no audit events in it (--all stores its lines as they are)');
      }
    }
  }

  const slots = createSlots(DELIVERIES);
  /** What the first delivery met, every other would meet too: until it has succeeded, it is alone. */
  let isProven = false;
  /** The end of all files so far, which are told in their order. */
  let ended: Promise<void> = Promise.resolve();
  let fatal: { readonly error: unknown } | undefined;

  async function readLeaf({ name, path, bytes }: Omit<Leaf, 'given'>): Promise<void> {
    const labels = labelsOf(path);
    const originOf = createFileOrigins();
    let total = NOTHING;
    let failure: { readonly error: unknown } | undefined;
    const deliveries: Promise<void>[] = [];

    async function send({ node, bytes }: NodeLines, origin: LineOrigin, release: () => void): Promise<void> {
      try {
        const answer = await deliver(bytes, { ...labels, ...origin, node: node || labels.node });
        isProven = true;
        total = sum(total, answer);
        progress.stored(answer);
      } catch (error) {
        failure ??= { error };
      } finally {
        release();
      }
    }

    progress.started(name);
    try {
      for await (const part of nodeLines(bytes)) {
        const release = await slots.take();
        if (failure || fatal) {
          release();
          break;
        }
        deliveries.push(send(part, originOf(part.node, part.bytes), release));
        if (!isProven) await deliveries.at(-1);
      }
    } catch (error) {
      failure ??= { error };
    }
    const before = ended;
    ended = Promise.all(deliveries)
      .then(() => before)
      .then(() => {
        summary = { ...summary, ...sum(summary, total), files: summary.files + 1 };
        if (failure) fail(name, failure.error);
        else progress.finished(name, total);
      })
      .catch((error: unknown) => {
        fatal ??= { error };
      });
    if (failure) await ended;
    if (fatal) throw fatal.error;
  }

  for (const { name, error } of failures) fail(name, error);
  for (const input of inputs) {
    try {
      await readInput(input);
    } catch (error) {
      await ended;
      if (fatal) throw fatal.error;
      fail(input.name, error);
    }
  }
  await ended;
  if (fatal) throw fatal.error;
  return summary;
}

/** The pieces of a file, each of one node. */
async function* nodeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<NodeLines> {
  for await (const piece of pieces(bytes)) yield* linesByNode(piece);
}

const NOTHING: IngestAnswer = { received: 0, stored: 0, duplicates: 0, quarantined: 0 };

function sum(a: IngestAnswer, b: IngestAnswer): IngestAnswer {
  return {
    received: a.received + b.received,
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    quarantined: a.quarantined + b.quarantined,
    skipped: (a.skipped ?? 0) + (b.skipped ?? 0),
  };
}

async function* counted(source: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    count(chunk.length);
    yield chunk;
  }
}
