import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { rememberRecent } from '../../src/pipeline/remember-recent.ts';
import { createSeenWindow } from '../../src/pipeline/seen-window.ts';
import { createSourceMemory } from '../../src/pipeline/source-memory.ts';
import { createPipeline } from '../../src/pipeline.ts';
import { createCheckpoint } from '../../src/sources/checkpoint.ts';
import { createFollower, type Follower } from '../../src/sources/file/follower.ts';
import { createPathMatch, parseGlob } from '../../src/sources/file/glob.ts';
import { createKnownFiles } from '../../src/sources/file/known-files.ts';
import { createLabels } from '../../src/sources/file/labels.ts';
import type { FileObserver } from '../../src/sources/file/observer.ts';
import { parsePosition } from '../../src/sources/file/position.ts';
import { createTake } from '../../src/sources/file/take.ts';
import type { Intake } from '../../src/sources/intake.ts';

export interface HarnessOptions {
  readonly paths?: readonly string[];
  readonly exclude?: readonly string[];
  readonly maxLineBytes?: number;
  /** Stands between the source and the pipeline. */
  readonly around?: (intake: Intake) => Intake;
}

/** The source `file` over a real journal, in a folder of its own, with a clock that the test moves. */
export interface Harness {
  readonly folder: string;
  /** What is told, in order: `followed a.log 0`. */
  readonly told: string[];
  /** Lets time pass, looks at all files, and waits until all that there is to do is done. */
  look(passMs?: number): Promise<void>;
  /** What a kill leaves: the journal, and the memory if it was saved. With other patterns, if they are given. */
  kill(changed?: Pick<HarnessOptions, 'paths' | 'exclude'>): Promise<void>;
  save(): Promise<void>;
  /** Every line that was journaled, in order. */
  lines(): Promise<string[]>;
  reasons(): Promise<string[]>;
  unread(): number;
  /** Stops and cleans up, as the end of the test does too. */
  end(): Promise<void>;
}

/** Longer than anything waits for a file to settle. */
const A_WHILE_MS = 1_000;
const LOOK_AGAIN_MS = 2;

export async function harness(given: HarnessOptions = {}): Promise<Harness> {
  let options = given;
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-file-'));
  const dir = await mkdtemp(join(tmpdir(), 'verbatim-file-journal-'));
  const told: string[] = [];
  let now = 0;
  let running = await run();
  const end = async () => {
    await running.end();
    await rm(folder, { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
  };
  onTestFinished(end);

  async function run() {
    const journal = await openJournal({ dir });
    const seen = createSeenWindow(1_000_000);
    await rememberRecent(seen, journal);
    const storedBefore = { without: async <T>(_envelope: unknown, entries: readonly T[]) => [...entries] };
    const pipeline = createPipeline({ journal, seen, storedBefore, observe: () => {}, skipped: () => {} });
    const memory = createSourceMemory(journal, 'files');
    const known = createKnownFiles(memory.saved);
    for await (const origin of memory.since()) {
      const position = parsePosition(origin);
      if (position && position.at >= (known.byId(position.id)?.at ?? 0)) known.put(position, Date.now());
    }
    const wallClock = () => Date.now();
    const checkpoint = createCheckpoint({ memory, known, wallClock });
    const stopping = new AbortController();
    const { signal } = stopping;
    const observer = observing(told, folder);
    const take = createTake({
      intake: options.around?.(pipeline) ?? pipeline,
      known,
      checkpoint,
      observer,
      wallClock,
      signal,
    });
    const fits = createPathMatch((options.paths ?? ['*']).map((path) => join(folder, path)));
    const excludes = createPathMatch(options.exclude ?? []);
    const places = [
      {
        id: 'test',
        cluster: 'prod',
        format: undefined,
        maxLineBytes: options.maxLineBytes ?? 1_000_000,
        labels: createLabels({}, 'host'),
        patterns: (options.paths ?? ['*']).flatMap((path) => parseGlob(join(folder, path))),
        excludes,
        leadsTo: (path: string) => fits(path) && !excludes(path),
      },
    ];
    const follower = createFollower({ places, known, take, observer, clock: () => now, wallClock, signal });
    const end = async () => {
      stopping.abort();
      await follower.stop();
      await journal.close();
    };
    return { journal, follower, checkpoint, end };
  }

  return {
    folder,
    told,
    look: async (passMs = A_WHILE_MS) => {
      now += passMs;
      await running.follower.lookAtAll();
      await idle(running.follower);
    },
    kill: async (changed) => {
      await running.end();
      options = { ...options, ...changed };
      running = await run();
    },
    save: () => running.checkpoint.save(),
    lines: async () => (await entriesOf(running.journal)).map(({ raw }) => raw.toString('latin1')),
    reasons: async () => (await entriesOf(running.journal)).map(({ meta }) => meta?.quarantine?.reason ?? 'read'),
    unread: () => running.follower.files().reduce((sum, { size, position }) => sum + size - (position?.at ?? 0), 0),
    end,
  };
}

async function idle(follower: Follower): Promise<void> {
  while (follower.files().some(({ queued }) => queued)) await sleep(LOOK_AGAIN_MS);
}

async function entriesOf(journal: Journal) {
  const entries = [];
  for await (const { records } of journal.read({ from: 1 }))
    for (const record of records) entries.push(...record.entries);
  return entries;
}

function observing(told: string[], folder: string): FileObserver {
  const name = (path: string) => path.replace(`${folder}/`, '');
  return {
    read: () => {},
    taken: () => {},
    pushedBack: () => told.push('pushed back'),
    followed: (_entry, path, at) => told.push(`followed ${name(path)} ${at}`),
    truncated: (_entry, path, at) => told.push(`truncated ${name(path)} ${at}`),
    left: (_entry, path, unreadBytes) => told.push(`left ${name(path)} ${unreadBytes}`),
    failed: (_entry, path, error) => told.push(`failed ${name(path)} ${(error as NodeJS.ErrnoException).code}`),
    status: () => {},
  };
}
