import { randomUUID } from 'node:crypto';
import type { PersonOf } from '../actors/alias.ts';
import type { TrafficShape, TrafficSlice } from '../event/traffic.ts';
import { type LastAct, readLastActs, readLinks, type SeenLink, trimLinks } from './actor-links.ts';
import { type JournalPlace, readByPlaces } from './by-places.ts';
import { type ClusterCount, countClusters } from './clusters.ts';
import { chosenSql } from './counts/chosen.ts';
import { type ConditionCount, type CountEachOptions, type CountedCondition, countEach } from './counts/count-each.ts';
import type {
  Bucket,
  Count,
  CountedValue,
  CountOptions,
  FacetCounts,
  FacetOptions,
  FacetValue,
  FoundSpan,
  SplitBucket,
  SplitOptions,
  TopOptions,
} from './counts/counts.ts';
import { countFacets } from './counts/facets.ts';
import { type FirstSeenOptions, type NewValue, readFirstSeen } from './counts/first-seen.ts';
import { readGroups, type ValueGroup } from './counts/groups.ts';
import { countBuckets, splitBuckets } from './counts/histogram.ts';
import { findSpan } from './counts/span.ts';
import { countTop } from './counts/top.ts';
import type { Asker, Engine } from './engine.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { FileKey, StoredRun } from './files/file-run.ts';
import { insertRuns } from './files/insert.ts';
import { type FileSelection, type ListedFile, listFiles } from './files/list.ts';
import { readFile } from './files/read.ts';
import { migrate } from './migrate.ts';
import { type SeenObject, seenObjects } from './objects.ts';
import { type Page, type PageOptions, readPage } from './page.ts';
import { type FoundRecord, RECORD_COLUMNS, readRow } from './read-row.ts';
import { readFloors } from './retention/floors.ts';
import type { Floors, StoreLimits } from './retention/limits.ts';
import { type Retained, retain } from './retention/retain.ts';
import { NO_UUID, UUID } from './row.ts';
import { type Selection, type SqlPiece, selectionSql } from './select.ts';
import { readTraffic } from './traffic.ts';

export type { ConditionCount, CountEachOptions, CountedCondition } from './counts/count-each.ts';
export type * from './counts/counts.ts';
export type { FirstSeenOptions, NewValue } from './counts/first-seen.ts';
export type { ValueGroup } from './counts/groups.ts';

export interface ByIdOptions {
  readonly where?: SqlPiece;
  readonly signal?: AbortSignal | undefined;
  /** Whom the record names as who acted; who the event names, where missing. */
  readonly personOf?: PersonOf;
}

/**
 * The searchable view of the journal. Rows are loaded in the order of the journal and can be loaded again from it.
 * Every method rejects with STORE_UNAVAILABLE or STORE_QUERY; questions with QUERY_LIMIT where one needs too much, and with
 * BUSY where too many wait. A question whose signal aborts is stopped; before its turn, it is never asked.
 */
export interface Store {
  /** Made with the store: a new one after the store was deleted. */
  readonly id: string;
  /** Loads blocks of rows as one. When it rejects, some may be there: see `loaded`. */
  load(...blocks: readonly Uint8Array[]): Promise<void>;
  /** Notes which events stood in which log file; to note the same again changes nothing. */
  loadFileRuns(runs: readonly StoredRun[]): Promise<void>;
  /** The log files of which anything was recorded. */
  files(selection: FileSelection, options: Pick<CountOptions, 'limit' | 'signal'>): Promise<ListedFile[]>;
  /** The bytes of a log file, as it was read. */
  fileBytes(file: FileKey, options: Pick<CountOptions, 'signal'>): AsyncGenerator<Buffer>;
  /** The highest sequence number from `from` on that is there of a journal, 0 if none is. No load is under way when it answers. */
  highestLoaded(journal: string, from: number): Promise<number>;
  /** Which sequence numbers from `first` to `last` are there. A load that is under way may fail. */
  loaded(journal: string, first: number, last: number): Promise<Set<number>>;
  /** The next records after a position, or from the start of the order: at most `limit`, fewer where they are large. */
  page(selection: Selection, page: PageOptions): Promise<Page>;
  /** The record at a place, if a condition holds for it. */
  byId(journal: string, seq: number, options?: ByIdOptions): Promise<FoundRecord | undefined>;
  /** The records at some places, if a condition holds for them, in no order. */
  byPlaces(
    places: readonly JournalPlace[],
    options: Required<Pick<ByIdOptions, 'where'>> & ByIdOptions,
  ): Promise<FoundRecord[]>;
  /** The most frequent values of an expression. Empty values are not counted. */
  top(selection: Selection, value: SqlPiece | CountedValue, options: TopOptions): Promise<Count[]>;
  /**
   * How many there are, and the most frequent values of several expressions, `limit` of each; empty values are not counted. And
   * counts over time, where they are asked for, as `splitHistogram` gives them.
   */
  facets(selection: Selection, values: readonly FacetValue[], options: FacetOptions): Promise<FacetCounts>;
  /** Counts by a key, an expression of type Int64, in its order; keys without events are left out. */
  histogram(selection: Selection, key: SqlPiece, options: CountOptions): Promise<Bucket[]>;
  /** The same, and in each bucket the counts of some values of an expression. */
  splitHistogram(selection: Selection, key: SqlPiece, options: SplitOptions): Promise<SplitBucket[]>;
  /** When the first and the last of them happened; `undefined` where there are none. */
  span(selection: Selection, options: Pick<CountOptions, 'stages' | 'signal'>): Promise<FoundSpan | undefined>;
  /** The most frequent values of an expression, with how and when what has them was. Empty values are not counted. */
  groups(selection: Selection, value: SqlPiece | CountedValue, options: CountOptions): Promise<ValueGroup[]>;
  /** Values of an expression that occur in a selection and did not before it begins, the newest first. */
  firstSeen(selection: Selection, value: SqlPiece | CountedValue, options: FirstSeenOptions): Promise<NewValue[]>;
  /** How many rows meet each of some conditions, in their order; their parameters have different names. */
  countEach(
    selection: Selection,
    conditions: readonly CountedCondition[],
    options: CountEachOptions,
  ): Promise<ConditionCount[]>;
  /** Every stage of what was recorded, in groups of events that a shape does not tell apart. */
  traffic(
    selection: Selection,
    shape: TrafficShape,
    options: Pick<CountOptions, 'signal'>,
  ): AsyncGenerator<TrafficSlice>;
  /** The objects that requests are about, those of the latest request first. */
  objects(selection: Selection, options: Pick<CountOptions, 'limit' | 'signal'>): Promise<SeenObject[]>;
  /** The clusters that have events, by name. */
  clusters(selection: Selection, options: Pick<CountOptions, 'signal'>): Promise<ClusterCount[]>;
  /**
   * Whether a cluster has records in a stretch of time, both ends included, that are of another journal, or before an entry
   * of that journal.
   */
  holdsOlder(
    cluster: string,
    than: { readonly journal: string; readonly seq: number },
    span: { readonly from: number; readonly to: number },
  ): Promise<boolean>;
  /**
   * The received bytes of a cluster's records with one of these audit ids: in a stretch of time, both ends included, or,
   * without one, those that say nothing of when they happened.
   */
  storedRaws(
    cluster: string,
    among: { readonly auditIDs: readonly string[]; readonly span?: { readonly from: number; readonly to: number } },
  ): Promise<Buffer[]>;
  /**
   * Which of these SHA-256 hashes, in hexadecimal, are those of received bytes that are no layout of kube-apiserver: in a
   * stretch of time, both ends included, or, without one, of those that say nothing of when they happened.
   */
  storedHashes(
    cluster: string,
    hashes: readonly string[],
    span?: { readonly from: number; readonly to: number },
  ): Promise<string[]>;
  /** Which ids the platforms gave to whom: the links that were seen last, by cluster, id and name. */
  links(limit: number): Promise<SeenLink[]>;
  /** When each of some names, as events write them, was last that of who acted. */
  lastActs(names: readonly string[]): Promise<LastAct[]>;
  /** Removes links whose events retention removed, and where there are many times more than `keep`, the oldest. */
  trimLinks(keep: number): Promise<void>;
  /** Removes what limits do not let it keep. */
  retain(limits: StoreLimits, nowMicros: number): Promise<Retained>;
  /** What was removed so far: of a cluster, everything that was received before. */
  floors(): Promise<Floors>;
  /** Whether the engine answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Without a time of its own, a record stands at the time when it was received. */
const TIMELESS = 'time = received_at';

const ALL: SqlPiece = { sql: 'true', params: {} };

const SELF: Asker = { self: true };

/** Opens the store on an engine and brings its tables up to date. */
export async function openStore(engine: Engine): Promise<Store> {
  await migrate(engine);
  const id = await storeId(engine);

  return {
    id,
    load: (...blocks) => engine.insert('events', EVENT_COLUMNS, blocks),
    loadFileRuns: (runs) => insertRuns(engine, runs),
    files: (selection, options) => listFiles(engine, selection, options),
    fileBytes: (file, options) => readFile(engine, file, options),

    async highestLoaded(journal, from) {
      await engine.settle();
      const rows = await engine.query(
        'SELECT max(seq) FROM events WHERE journal = {journal:String} AND seq >= {from:UInt64}',
        { journal, from: String(from) },
        SELF,
      );
      return Number(rows[0]?.[0] ?? 0);
    },

    async loaded(journal, first, last) {
      // Who asks has seen a load fail, and it may still take effect.
      await engine.settle();
      const rows = await engine.query(
        'SELECT seq FROM events WHERE journal = {journal:String} AND seq BETWEEN {first:UInt64} AND {last:UInt64}',
        { journal, first: String(first), last: String(last) },
        SELF,
      );
      return new Set(rows.map(([seq]) => Number(seq)));
    },

    page: (selection, options) => readPage(engine, selection, options),

    async byId(journal, seq, { where = ALL, signal, personOf } = {}) {
      const rows = await engine.query(
        `SELECT ${RECORD_COLUMNS} FROM events
         WHERE journal = {journal:String} AND seq = {seq:UInt64} AND (${where.sql}) LIMIT 1`,
        { ...where.params, journal, seq: String(seq) },
        { signal },
      );
      return rows[0] && readRow(rows[0], personOf);
    },

    byPlaces: (places, options) => readByPlaces(engine, places, options),

    top: (selection, value, { stages, ...options }) => countTop(engine, chosenSql(selection, stages), value, options),
    facets: (selection, values, { stages, ...options }) =>
      countFacets(engine, chosenSql(selection, stages), values, options),
    histogram: (selection, key, { stages, ...options }) =>
      countBuckets(engine, chosenSql(selection, stages), key, options),
    splitHistogram: (selection, key, { stages, ...options }) =>
      splitBuckets(engine, chosenSql(selection, stages), key, options),
    span: (selection, { stages, signal }) => findSpan(engine, chosenSql(selection, stages), signal),

    groups: (selection, value, options) => readGroups(engine, selection, value, options),
    firstSeen: (selection, value, options) => readFirstSeen(engine, selection, value, options),
    countEach: (selection, conditions, options) => countEach(engine, selection, conditions, options),
    traffic: (selection, shape, options) => readTraffic(engine, selection, shape, options),

    objects: (selection, options) => seenObjects(engine, selection, options),

    clusters: (selection, options) => countClusters(engine, selection, options),

    async holdsOlder(cluster, { journal, seq }, { from, to }) {
      const where = {
        sql: '(journal != {journal:String} OR seq < {seq:UInt64})',
        params: { journal, seq: String(seq) },
      };
      const { sql, params } = selectionSql({ where, clusters: [cluster], from, to: to + 1 });
      return (await engine.query(`SELECT 1 FROM events WHERE ${sql} LIMIT 1`, params, SELF)).length > 0;
    },

    async storedRaws(cluster, { auditIDs, span }) {
      const isUuid = (id: string) => UUID.test(id) && id !== NO_UUID;
      const uuids = auditIDs.filter(isUuid);
      const where = {
        sql: `(audit_id IN {ids:Array(UUID)} OR (audit_id = toUUID({no_id:String}) AND audit_id_text IN {texts:Array(String)}))
              AND ${span ? '1' : TIMELESS}`,
        params: { ids: uuids, texts: auditIDs.filter((id) => !isUuid(id)), no_id: NO_UUID },
      };
      const chosen = selectionSql({ where, clusters: [cluster], ...(span && { from: span.from, to: span.to + 1 }) });
      const rows = await engine.query(`SELECT ${RECORD_COLUMNS} FROM events WHERE ${chosen.sql}`, chosen.params, SELF);
      return rows.map((row) => readRow(row).raw);
    },

    async storedHashes(cluster, hashes, span) {
      const chosen = selectionSql({
        where: { sql: span ? '1' : TIMELESS, params: {} },
        clusters: [cluster],
        ...(span && { from: span.from, to: span.to + 1 }),
      });
      const rows = await engine.query(
        `SELECT DISTINCT lower(hex(SHA256(raw))) FROM events
         WHERE ${chosen.sql} AND layout IN ('', 'json') AND lower(hex(SHA256(raw))) IN {hashes:Array(String)}`,
        { ...chosen.params, hashes },
        SELF,
      );
      return rows.map(([hash]) => hash as string);
    },

    links: (limit) => readLinks(engine, limit),
    lastActs: (names) => readLastActs(engine, names),
    trimLinks: (keep) => trimLinks(engine, keep),
    retain: (limits, nowMicros) => retain(engine, limits, nowMicros),
    floors: () => readFloors(engine),

    async ping() {
      await engine.query('SELECT 1', {}, SELF);
    },
    close: () => engine.close(),
  };
}

async function storeId(engine: Engine): Promise<string> {
  await engine.command('CREATE TABLE IF NOT EXISTS identity (id String) ENGINE = MergeTree ORDER BY id');
  const read = async () =>
    (await engine.query('SELECT id FROM identity ORDER BY id LIMIT 1'))[0]?.[0] as string | undefined;
  const known = await read();
  if (known) return known;
  await engine.command(`INSERT INTO identity VALUES ('${randomUUID()}')`);
  return (await read()) as string;
}
