import type { SqlPiece } from '../select.ts';

export interface Count {
  readonly value: string;
  readonly count: number;
}

export interface Bucket {
  readonly key: number;
  readonly count: number;
}

/** A bucket, and how many of it have each of the values that were asked for; those that none has are left out. */
export interface SplitBucket extends Bucket {
  readonly values: ReadonlyMap<string, number>;
}

/** The most frequent values of each expression; there may be more. `buckets` where counts over time were asked for. */
export interface FacetCounts {
  readonly count: number;
  readonly facets: readonly { readonly items: readonly Count[]; readonly more: boolean }[];
  readonly buckets?: readonly SplitBucket[];
}

/** Microseconds since the epoch; both ends are in it. */
export interface FoundSpan {
  readonly first: number;
  readonly last: number;
}

/** Which stages of a request are counted: the one that ended it, or all. */
export type Stages = 'last' | 'all';

/** A value that is counted in parts, of which each row is in one: there it follows from some columns, and is made once for each group. */
export interface CountedValue {
  readonly parts: readonly { readonly where: string; readonly groups: readonly string[]; readonly value: string }[];
  readonly params: SqlPiece['params'];
}

export interface CountOptions {
  readonly limit: number;
  readonly stages: Stages;
  readonly signal?: AbortSignal | undefined;
}

export interface TopOptions extends CountOptions {
  /** Only values that hold this text, in whatever case; those that begin with it come first. */
  readonly containing?: string | undefined;
}

/** What is counted beside other values: an expression of one value a row or, where `isList` says so, of an array of them. */
export type FacetValue = (SqlPiece & { readonly isList: boolean }) | CountedValue;

export interface FacetOptions extends CountOptions {
  readonly overTime?: OverTime | undefined;
}

/** What is counted over time in the same pass as the values of facets. */
export interface OverTime {
  /** The bucket of a row, an expression of type Int64 that takes few values. */
  readonly key: SqlPiece;
  /** Buckets that are given, the first ones. */
  readonly limit: number;
  /** An expression of one text a row, and the values of it that are counted in each bucket. */
  readonly split?: { readonly value: SqlPiece; readonly among: readonly string[] } | undefined;
}

export interface SplitOptions extends CountOptions {
  /** An expression of one text a row. */
  readonly value: SqlPiece | CountedValue;
  /** The values that are counted. */
  readonly among: readonly string[];
}
