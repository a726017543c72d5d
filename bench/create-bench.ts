import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import type { Children } from './harness/children.ts';
import { writeLinesFile } from './harness/lines-file.ts';
import { startServer } from './harness/server.ts';
import { takeIn } from './harness/take-in.ts';

export interface BenchOptions {
  readonly events: number;
  readonly runs: number;
  readonly children: Children;
  /** A folder that belongs to this run. */
  readonly workspace: string;
  readonly say: (line: string) => void;
}

export function createBench({ events, runs, children, workspace, say }: BenchOptions): Bench {
  let folders = 0;
  const bench: Bench = {
    events,
    runs,
    children,
    say,
    async folder(name) {
      const path = join(workspace, `${++folders}-${name}`);
      await mkdir(path);
      return path;
    },
    file: once(async () => {
      say(`writing a file of ${events} events …`);
      return writeLinesFile(join(await bench.folder('file'), 'audit.log'), events);
    }),
    loaded: once(async () => {
      say(`loading ${events} events to ask about …`);
      const server = await startServer({ children, data: await bench.folder('loaded') });
      return { server, takenIn: await takeIn(children, server, { events, level: 'Metadata' }) };
    }),
  };
  return bench;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
