import type { Children } from './harness/children.ts';
import type { Server } from './harness/server.ts';
import type { TakenIn } from './harness/take-in.ts';
import type { Section } from './report/document.ts';

/** What a case is given. */
export interface Bench {
  /** How many events of Metadata level; cases whose events are larger or whose work is slower take a part of them. */
  readonly events: number;
  /** How often a measurement is repeated where one is short. */
  readonly runs: number;
  readonly children: Children;
  /** A new empty folder, removed when the benchmark ends. */
  folder(name: string): Promise<string>;
  /** The generated events in a file, one a line; made when first asked for. */
  file(): Promise<LinesFile>;
  /** A server that has taken the events by its webhook; started when first asked for. Nobody sends it more. */
  loaded(): Promise<Loaded>;
  /** Tells whoever waits what goes on. */
  say(line: string): void;
}

export interface LinesFile {
  readonly path: string;
  readonly events: number;
  readonly bytes: number;
}

export interface Loaded {
  readonly server: Server;
  readonly takenIn: TakenIn;
}

/** One file in `cases/`, named after the data's path. */
export type BenchCase = (bench: Bench) => Promise<Section>;
