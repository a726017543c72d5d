import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { onTestFinished, type TestContext } from 'vitest';
import { openJournal } from '../../src/journal/journal.ts';
import { rememberRecent } from '../../src/pipeline/remember-recent.ts';
import { createSeenWindow } from '../../src/pipeline/seen-window.ts';
import { createSourceMemory } from '../../src/pipeline/source-memory.ts';
import { createPipeline } from '../../src/pipeline.ts';
import { DockerLogsConfig } from '../../src/sources/docker-logs/config.ts';
import type { DockerObserver } from '../../src/sources/docker-logs/observer.ts';
import { dockerLogsSource } from '../../src/sources/docker-logs/source.ts';
import type { Intake } from '../../src/sources/intake.ts';
import { createDockerEngine, type DockerEngine, type EngineOptions } from '../support/docker-engine/engine.ts';
import { until } from '../support/until.ts';

export interface HarnessOptions {
  /** Of the entry in the configuration. */
  readonly entry?: object;
  readonly engine?: Partial<EngineOptions>;
  /** Stands between the source and the pipeline. */
  readonly around?: (intake: Intake) => Intake;
  /** Whether the daemon listens from the beginning. */
  readonly listens?: boolean;
  /** Tests that run at once each have their own. */
  readonly onTestFinished?: TestContext['onTestFinished'];
}

/** The source `docker-logs` over a real journal, and a daemon on a socket. */
export interface Harness {
  readonly engine: DockerEngine;
  /** What is told, in order: `followed web`. */
  readonly told: string[];
  listen(): Promise<void>;
  /** What a kill leaves: the journal, and the memory as it was saved last; and begins anew. */
  kill(): Promise<void>;
  /** Stops in good order, and begins anew. */
  restart(): Promise<void>;
  /** Every line that was journaled, in order. */
  lines(): Promise<string[]>;
  /** The same once there are so many. */
  linesOnce(count: number): Promise<string[]>;
  envelopes(): Promise<Record<string, unknown>[]>;
}

const LONG_MS = 60_000;

export async function harness(options: HarnessOptions = {}): Promise<Harness> {
  const dir = await mkdtemp(join(tmpdir(), 'verbatim-docker-'));
  const told: string[] = [];
  const socket = join(dir, 'docker.sock');
  const engine = createDockerEngine({ dir: join(dir, 'containers'), ...options.engine });
  const listen = () => engine.listen({ path: socket });
  const entry = { id: 'test', cluster: 'prod', host: `unix://${socket}`, containers: ['*'], ...options.entry };
  const config = Value.Parse(DockerLogsConfig, Value.Default(DockerLogsConfig, [entry]));
  if (options.listens ?? true) await listen();
  let running = await run();
  (options.onTestFinished ?? onTestFinished)(async () => {
    await running.end(true);
    await engine.kill();
    await rm(dir, { recursive: true, force: true });
  });

  async function run() {
    const journal = await openJournal({ dir: join(dir, 'journal') });
    const seen = createSeenWindow(1_000_000);
    await rememberRecent(seen, journal);
    const storedBefore = { without: async <T>(_envelope: unknown, entries: readonly T[]) => [...entries] };
    const pipeline = createPipeline({ journal, seen, storedBefore, observe: () => {}, skipped: () => {} });
    const memory = createSourceMemory(journal, 'docker');
    let isKilled = false;
    const source = dockerLogsSource({
      config,
      intake: options.around?.(pipeline) ?? pipeline,
      memory: {
        ...memory,
        saved: memory.saved,
        save: async (mark, saved) => (isKilled ? undefined : memory.save(mark, saved)),
      },
      observer: observing(told),
    });
    await source.start?.();
    const end = async (killed: boolean) => {
      isKilled = killed;
      await source.stop?.();
      await journal.close();
    };
    return { journal, end };
  }

  async function records() {
    const all = [];
    for await (const { records } of running.journal.read({ from: 1 })) all.push(...records);
    return all;
  }
  const lines = async () =>
    (await records()).flatMap(({ entries }) => entries.map(({ raw }) => raw.toString('latin1')));

  return {
    engine,
    told,
    listen,
    kill: async () => {
      await running.end(true);
      running = await run();
    },
    restart: async () => {
      await running.end(false);
      running = await run();
    },
    lines,
    linesOnce: async (count) => {
      await until(`${count} lines`, async () => (await lines()).length >= count, LONG_MS);
      return lines();
    },
    envelopes: async () => (await records()).map(({ envelope }) => ({ ...envelope })),
  };
}

function observing(told: string[]): DockerObserver {
  return {
    read: () => {},
    taken: () => {},
    pushedBack: () => told.push('pushed back'),
    followed: (_entry, { name }, isNew) => told.push(`${isNew ? 'followed' : 'followed on'} ${name}`),
    left: (_entry, { name }) => told.push(`left ${name}`),
    gap: (_entry, { name }) => told.push(`gap ${name}`),
    failed: (_entry, what, error) => told.push(`failed ${what}: ${error.message}`),
    answered: () => {},
    status: () => {},
  };
}
