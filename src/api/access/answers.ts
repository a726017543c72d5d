import type { TrafficShape, TrafficSlice } from '../../event/traffic.ts';
import type { ClusterCount } from '../../store/clusters.ts';
import type { SeenObject } from '../../store/objects.ts';
import type { Page, PageOptions } from '../../store/page.ts';
import type { Selection, SqlPiece } from '../../store/select.ts';
import type {
  Bucket,
  ConditionCount,
  Count,
  CountEachOptions,
  CountedValue,
  CountOptions,
  FacetCounts,
  FirstSeenOptions,
  FoundSpan,
  NewValue,
  SplitBucket,
  TopOptions,
  ValueGroup,
} from '../../store/store.ts';
import type { AskedOverTime } from './over-time.ts';

/** What can be asked about one selection of events. */
export interface Answers {
  /** The stretch of time that was asked for, in microseconds since the epoch. */
  readonly asked: Pick<Selection, 'from' | 'to'>;
  page(options: PageOptions): Promise<Page>;
  /** Throws QUERY_FIELD. */
  top(field: string, options: TopOptions): Promise<Count[]>;
  /**
   * How many there are, and the most frequent values of several fields. With `overTime` also what `histogram` or `split` says: in
   * the same pass where it is known before by what values to split. Throws QUERY_FIELD, or REQUEST_INVALID to split by a list.
   */
  facets(
    fields: readonly string[],
    options: CountOptions & { readonly overTime?: AskedOverTime | undefined },
  ): Promise<FacetCounts>;
  /** The objects that such requests are about, those of the latest first; each with who acted last, by the name known for that. */
  objects(options: Pick<CountOptions, 'limit' | 'signal'>): Promise<SeenObject[]>;
  /** The most frequent values of a field, or of an expression, with how and when what has them was. Throws QUERY_FIELD. */
  groups(value: string | CountedValue, options: CountOptions): Promise<ValueGroup[]>;
  /** Values that occur here and never before, or not since a time before. Throws QUERY_FIELD. */
  firstSeen(value: string | CountedValue, options: FirstSeenOptions): Promise<NewValue[]>;
  /** How many match each of some queries. Throws QUERY_…, saying in which. */
  countEach(queries: readonly string[], options: CountEachOptions): Promise<ConditionCount[]>;
  /** The clusters that have such events. */
  clusters(options: Pick<CountOptions, 'signal'>): Promise<ClusterCount[]>;
  /** Counts by a key, as the store does. */
  histogram(key: SqlPiece, options: CountOptions): Promise<Bucket[]>;
  /** The same, and of each bucket how many have each of the `top` most frequent values. Throws QUERY_FIELD, or REQUEST_INVALID for a list. */
  split(key: SqlPiece, field: string, options: CountOptions & { readonly top: number }): Promise<SplitBucket[]>;
  /** When the first and the last of them happened. */
  span(options: Pick<CountOptions, 'stages' | 'signal'>): Promise<FoundSpan | undefined>;
  /** Every stage, in groups of events that a shape does not tell apart. */
  traffic(shape: TrafficShape, options: Pick<CountOptions, 'signal'>): AsyncGenerator<TrafficSlice>;
}
