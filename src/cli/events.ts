import type { HistogramAnswer, TopAnswer, View } from '../api/contract.ts';

/** Which events a question is about. */
export interface Selection {
  /** The query language; `''` selects everything. */
  readonly query: string;
  /** RFC 3339 or relative; without it, any time. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Names of clusters; empty: all. */
  readonly clusters: readonly string[];
}

export interface SearchRequest extends Selection {
  /** 0: all. */
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  readonly view: View;
}

export type Stages = 'last' | 'all';

export interface TopRequest extends Selection {
  readonly field: string;
  readonly limit: number;
  /** Without it, what `countedStages` says. */
  readonly stages?: Stages | undefined;
}

export interface HistogramRequest extends Selection {
  /** The width of a bucket: a number and s, m, h, d, w, M or y. */
  readonly by: string;
  /** The IANA name of the zone by whose clocks buckets begin; without it, UTC. */
  readonly timezone?: string | undefined;
  readonly stages?: Stages | undefined;
}

export type ValueCount = TopAnswer['items'][number];
export type Bucket = HistogramAnswer['buckets'][number];

/**
 * Where questions are answered: a server, or files without one. Errors of the query are raised as VerbatimError with
 * `position` and `end` in the context.
 */
export interface Events {
  /** Lines of the view, each with its line end, in chunks that need not end with a line. Abandoning it stops the work. */
  readonly search: (request: SearchRequest) => AsyncIterable<Uint8Array>;
  readonly top: (request: TopRequest) => Promise<readonly ValueCount[]>;
  readonly histogram: (request: HistogramRequest) => Promise<readonly Bucket[]>;
  /** The JSON text of the EventItem of that id, or `undefined`. */
  readonly record: (id: string) => Promise<string | undefined>;
  /** The received bytes of the record of that id. NOT_FOUND if there is none. */
  readonly recordBytes: (id: string) => AsyncIterable<Uint8Array>;
  /** To be called when the answers were given. Throws if they are not complete: FILE_UNREADABLE. */
  readonly end: () => void;
}
