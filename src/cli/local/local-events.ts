import { VerbatimError } from '../../errors.ts';
import { formatMicros } from '../../event/time.ts';
import { type Buckets, bucketsOf } from '../../query/buckets.ts';
import { compareCodePoints } from '../../query/code-points.ts';
import { UTC, zoneNamed } from '../../query/zone.ts';
import type { Bucket, Events, SearchRequest, ValueCount } from '../events.ts';
import { inputsOf } from '../import/inputs.ts';
import { type Counts, countFiles, type Key } from './count-files.ts';
import { createFailures } from './failures.ts';
import { type Files, openFiles } from './files.ts';
import { bucketKey, valueKey } from './keys.ts';
import { type Question, questionOf } from './question.ts';
import { fileEnvelope, parseFileRecordId } from './reading.ts';
import { renderFound } from './render.ts';
import { searchFiles } from './search-files.ts';

export interface LocalOptions {
  readonly paths: readonly string[];
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Takes messages about files that cannot be read. */
  readonly note: (line: string) => void;
  /** Microseconds since the epoch: what relative times refer to, and when events without a time were received. */
  readonly now: number;
}

/** As many as a server gives. Its contract is not read for it: that loads a library which costs as much as a search. */
const MAX_BUCKETS = 50_000;

/**
 * Questions about files, folders and archives, answered without a server. A file that cannot be read is told to `note`, the
 * answer is given without it, and `end` raises FILE_UNREADABLE.
 */
export function createLocalEvents({ paths, stdin, note, now }: LocalOptions): Events {
  const envelope = fileEnvelope(formatMicros(now));
  const failures = createFailures(note);
  const { onFailure } = failures;
  let opened: Promise<Files> | undefined;

  function files(): Promise<Files> {
    opened ??= open();
    return opened;
  }

  async function open(): Promise<Files> {
    const found = await inputsOf(paths, stdin);
    for (const { name, error } of found.failures) onFailure(name, error);
    return openFiles(found.inputs);
  }

  async function* search(
    question: Question,
    { order, limit, view }: Pick<SearchRequest, 'order' | 'limit' | 'view'>,
  ): AsyncGenerator<Buffer> {
    const options = { order, limit: limit || Number.POSITIVE_INFINITY, envelope, onFailure };
    for await (const batch of searchFiles(await files(), question, options)) {
      if (batch.length > 0) yield renderFound(batch, view, envelope);
    }
  }

  async function count(question: Question, key: Key): Promise<Counts> {
    return countFiles(await files(), question, key, { envelope, onFailure });
  }

  function byId(id: string, view: SearchRequest['view']): AsyncGenerator<Buffer> | undefined {
    const hash = parseFileRecordId(id);
    if (hash === undefined) return undefined;
    const question: Question = { filter: { op: 'all' }, from: undefined, to: undefined, hash };
    return search(question, { order: 'asc', limit: 1, view });
  }

  return {
    search: async function* ({ limit, order, view, ...selection }) {
      yield* search(questionOf(selection, 'all', now), { order, limit, view });
    },
    top: async ({ field, limit, stages, ...selection }) => {
      const counts = await count(questionOf(selection, stages, now), valueKey(field, envelope));
      return mostFrequent(counts, limit);
    },
    histogram: async ({ by, timezone = UTC.name, stages, ...selection }) => {
      const buckets = bucketsOf(by, zoneNamed(timezone));
      return inTime(await count(questionOf(selection, stages, now), bucketKey(buckets)), buckets);
    },
    record: async (id) => {
      const found: Uint8Array[] = [];
      for await (const bytes of byId(id, 'envelope') ?? []) found.push(bytes);
      return found.length === 0 ? undefined : Buffer.concat(found).toString('utf8').trimEnd();
    },
    recordBytes: async function* (id) {
      const found = byId(id, 'raw');
      if (!found) throw new VerbatimError('NOT_FOUND', `No event has the id "${id}".`);
      yield* found;
    },
    end: failures.raise,
  };
}

function mostFrequent(counts: Counts, limit: number): ValueCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
    .slice(0, limit);
}

function inTime(counts: Counts, { startOf }: Buckets): Bucket[] {
  return [...counts]
    .sort(([a], [b]) => Number(a) - Number(b))
    .slice(0, MAX_BUCKETS)
    .map(([key, count]) => ({ time: startOf(Number(key)), count }));
}
