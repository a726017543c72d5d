import type { FastifyRequest } from 'fastify';
import type { Scope } from '../../access/principal.ts';
import type { Alias } from '../../actors/alias.ts';
import type { Subscriber, Tail } from '../../consumers/tail/tail.ts';
import { VerbatimError } from '../../errors.ts';
import { actorOf } from '../../event/derive.ts';
import { fieldOf } from '../../event/fields.ts';
import type { AuditRecord } from '../../event/record.ts';
import { nameActors } from '../../query/actors/name-actors.ts';
import { personValue } from '../../query/actors/person-value.ts';
import type { Filter } from '../../query/filter.ts';
import { parseField } from '../../query/parse-field.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { tableMapping } from '../../query/table-mapping.ts';
import { type Predicate, toPredicate } from '../../query/to-predicate.ts';
import { toSql } from '../../query/to-sql.ts';
import { topValues, unfolded } from '../../query/top-value.ts';
import type { FileKey } from '../../store/files/file-run.ts';
import type { FileSelection, ListedFile } from '../../store/files/list.ts';
import { type FoundRecord, parseRecordId } from '../../store/read-row.ts';
import type { SqlPiece } from '../../store/select.ts';
import type { CountedValue, CountOptions, FacetValue, Store, TopOptions } from '../../store/store.ts';
import type { KnownActors } from '../actors/known-actors.ts';
import { clustersOf, type Question, spanOf } from '../question.ts';
import type { Answers } from './answers.ts';
import { countedCondition } from './counted-condition.ts';
import type { Gate } from './gate.ts';
import { inOnePass, settledValues } from './over-time.ts';
import { withoutOwn } from './own-records.ts';
import { scopeFilter } from './scope-filter.ts';
import { createTurns } from './turns.ts';
import { createWatching } from './watching.ts';

/**
 * The events that one who asks may see. Routes have no other way to events: the scope is joined to every question here, and
 * what lies outside it is as if it were not there. Every method throws UNAUTHORIZED once the credential holds no longer.
 */
export interface ScopedEvents {
  /**
   * Reads a question; relative times in it refer to now, however long it is answered. What matches must match `besides`, too.
   * Throws QUERY_… or TIME_INVALID.
   */
  ask(question: Question, besides?: Filter): Answers;
  /** The names under which a person acts besides their own. */
  aliasesOf(person: string): readonly Alias[];
  /** The record with Verbatim's own id; `undefined` where there is none. */
  byId(id: string, signal: AbortSignal): Promise<FoundRecord | undefined>;
  /** Those of some records, by Verbatim's own ids, that there are; in no order. */
  byIds(ids: readonly string[], signal: AbortSignal): Promise<FoundRecord[]>;
  /** The log files that were read. Throws FORBIDDEN where only some namespaces may be seen, as fileBytes does. */
  files(selection: FileSelection, options: Pick<CountOptions, 'limit' | 'signal'>): Promise<ListedFile[]>;
  /** The bytes of one of these files. */
  fileBytes(file: FileKey, options: Pick<CountOptions, 'signal'>): AsyncGenerator<Buffer>;
  /** Hands over what matches as it arrives, until the function that is given back is called. Throws QUERY_… or BUSY. */
  follow(question: Pick<Question, 'query' | 'cluster'>, watcher: Watcher): () => void;
}

/** Who follows is told with each record who acted. */
export interface Watcher extends Pick<Subscriber, 'ended'> {
  readonly take: (record: AuditRecord, person: string) => boolean;
}

export type { Answers } from './answers.ts';

export interface ScopedEventsOptions {
  readonly store: Pick<
    Store,
    | 'page'
    | 'byId'
    | 'byPlaces'
    | 'objects'
    | 'top'
    | 'facets'
    | 'groups'
    | 'firstSeen'
    | 'countEach'
    | 'histogram'
    | 'splitHistogram'
    | 'span'
    | 'traffic'
    | 'clusters'
    | 'files'
    | 'fileBytes'
  >;
  readonly tail: Pick<Tail, 'subscribe'>;
  readonly gate: Pick<Gate, 'holder'>;
  readonly actors: KnownActors;
  /** Microseconds since the epoch. */
  readonly now: () => number;
}

/** The events that who makes a request may see. */
export function scopedEvents({
  store,
  tail,
  gate,
  actors,
  now,
}: ScopedEventsOptions): (request: FastifyRequest) => ScopedEvents {
  const turns = createTurns();
  const watching = createWatching(tail);

  return (request) => {
    const { id: asker, scope } = gate.holder(request);
    const held = scopeFilter(scope);
    const within = (filter: Filter): Filter => (held.op === 'all' ? filter : { op: 'and', of: [held, filter] });
    const sql = (filter: Filter) => toSql(within(filter), { mapping: tableMapping });
    const directory = () => actors.directoryFor(scope);

    /** Asked again before each answer: a stream goes on after its beginning was let in. */
    async function answer<T>(signal: AbortSignal | undefined, ask: () => Promise<T>): Promise<T> {
      gate.holder(request);
      return turns.use(asker, ask, signal).catch((error: unknown) => {
        throw told(error, scope);
      });
    }

    return {
      ask: (question, besides) => {
        const asked = now();
        const people = directory();
        const wanted = meant(question, asked);
        const filter = nameActors(besides ? { op: 'and', of: [wanted, besides] } : wanted, people);
        const span = spanOf(question, asked);
        const selection = { where: sql(filter), ...span };
        const expressionOf = (field: string, prefix?: string): FacetValue =>
          isActor(field) && people.aliases.length > 0 ? personValue(people) : topValues(field, tableMapping, prefix);
        const countedOf = (value: string | CountedValue) =>
          typeof value === 'string' ? rowsOf(expressionOf(value)) : value;
        const topOf = (field: string, options: TopOptions) =>
          answer(options.signal, () => store.top(selection, rowsOf(expressionOf(field)), options));
        const split: Answers['split'] = async (key, field, { top, ...options }) => {
          const value = expressionOf(field);
          if ('isList' in value && value.isList) throw severalValues(field);
          const among =
            settledValues(field, top) ?? (await topOf(field, { ...options, limit: top })).map((one) => one.value);
          return answer(options.signal, () => store.splitHistogram(selection, key, { ...options, value, among }));
        };
        return {
          asked: span,
          page: (options) =>
            answer(options.signal, () => store.page(selection, { ...options, personOf: people.personOf })),
          top: topOf,
          facets: async (fields, { overTime: wanted, ...options }) => {
            const values = fields.map((field, i) => expressionOf(field, `facet${i}_`));
            const overTime = wanted && inOnePass(wanted, expressionOf);
            const counts = answer(options.signal, () => store.facets(selection, values, { ...options, overTime }));
            if (wanted?.split === undefined || overTime) return counts;
            const { key, split: field, ...more } = wanted;
            const [found, buckets] = await Promise.all([counts, split(key, field, { ...options, ...more })]);
            return { ...found, buckets };
          },
          split,
          span: (options) => answer(options.signal, () => store.span(selection, options)),
          objects: async (options) => {
            const seen = await answer(options.signal, () => store.objects(selection, options));
            return seen.map((one) => ({ ...one, actor: people.personOf(one.actor, one) }));
          },
          groups: async (value, options) => {
            const counted = countedOf(value);
            return answer(options.signal, () => store.groups(selection, counted, options));
          },
          firstSeen: async (value, options) => {
            const counted = countedOf(value);
            return answer(options.signal, () => store.firstSeen(selection, counted, options));
          },
          countEach: async (queries, options) => {
            const conditions = queries.map((query, at) => countedCondition(query, at, { now: asked, people }));
            return answer(options.signal, () => store.countEach(selection, conditions, options));
          },
          clusters: (options) => answer(options.signal, () => store.clusters(selection, options)),
          histogram: (key, options) => answer(options.signal, () => store.histogram(selection, key, options)),
          traffic: async function* (shape, options) {
            const slices = store.traffic(selection, shape, options);
            for (;;) {
              const slice = await answer(options.signal, () => slices.next());
              if (slice.done) return;
              yield slice.value;
            }
          },
        };
      },
      aliasesOf: (person) => directory().ofPerson(person),
      byId: async (id, signal) => {
        const place = parseRecordId(id);
        const where = sql({ op: 'all' });
        const { personOf } = directory();
        return place && answer(signal, () => store.byId(place.journal, place.seq, { where, signal, personOf }));
      },
      byIds: async (ids, signal) => {
        const places = ids.map((id) => parseRecordId(id)).filter((place) => place !== undefined);
        const where = sql({ op: 'all' });
        const { personOf } = directory();
        return answer(signal, () => store.byPlaces(places, { where, signal, personOf }));
      },
      files: async (selection, options) => {
        const clusters = reachable(scope, selection.clusters);
        return answer(options.signal, () => store.files({ ...selection, clusters }, options));
      },
      fileBytes: async function* (file, options) {
        if (reachable(scope, [file.cluster])?.length === 0) return;
        const bytes = store.fileBytes(file, options);
        try {
          for (;;) {
            const { done, value } = await answer(options.signal, () => bytes.next());
            if (done) return;
            yield value;
          }
        } finally {
          await bytes.return(undefined);
        }
      },
      follow: (question, watcher) => {
        const { cluster } = question;
        const filter = within(meant(question, now()));
        const clusters = cluster ? new Set(clustersOf(cluster)) : undefined;
        let people = directory();
        let matches: Predicate = toPredicate(nameActors(filter, people));
        return watching.subscribe(asker, {
          ended: watcher.ended,
          take: (record) => watcher.take(record, people.personOf(actorOf(record.event), record)),
          wants: (record) => {
            gate.holder(request);
            // Who watches for days learns with the others.
            if (people !== directory()) {
              people = directory();
              matches = toPredicate(nameActors(filter, people));
            }
            return (!clusters || clusters.has(record.cluster)) && matches(record);
          },
        });
      },
    };
  };
}

/** Those of some clusters, or of all, whose files a scope lets see. A file holds the events of all namespaces. */
function reachable(
  { clusters, namespaces }: Scope,
  asked: readonly string[] | undefined,
): readonly string[] | undefined {
  if (namespaces) {
    throw new VerbatimError('FORBIDDEN', 'A log file holds events of every namespace; this token may see some only.');
  }
  return clusters && asked ? asked.filter((name) => clusters.includes(name)) : (clusters ?? asked);
}

/** What is asked for; Verbatim's own records only where a cluster is named or the query speaks of them. */
function meant({ query = '', cluster }: Pick<Question, 'query' | 'cluster'>, now: number): Filter {
  const filter = parseQuery(query, now);
  return cluster ? filter : withoutOwn(filter);
}

function rowsOf(value: FacetValue): SqlPiece | CountedValue {
  return 'parts' in value ? value : unfolded(value);
}

function severalValues(field: string): VerbatimError {
  const detail = `An event may have several values of ${field.slice(0, 64)}, so counts of them do not add up; split by a field of one value, such as outcome.`;
  return new VerbatimError('REQUEST_INVALID', detail);
}

/** Throws QUERY_FIELD or QUERY_SYNTAX if there is no such field. */
function isActor(name: string): boolean {
  return parseField(name).field === fieldOf('actor');
}

/** What the engine says of a failure may quote what it was reading, which need not lie within the scope. */
function told(error: unknown, { clusters, namespaces }: Scope): unknown {
  if (!clusters && !namespaces) return error;
  if (!(error instanceof VerbatimError) || !error.code.startsWith('STORE_')) return error;
  return new VerbatimError(error.code, undefined, { cause: error });
}
