import { type Directory, NOBODY } from '../../actors/directory.ts';
import { VerbatimError } from '../../errors.ts';
import { formatMicros } from '../../event/time.ts';
import { parseField } from '../../query/parse-field.ts';
import type { Events, SearchRequest } from '../events.ts';
import { inputsOf } from '../import/inputs.ts';
import { createFailures } from './failures.ts';
import { fileEnvelope, parseFileRecordId } from './file-record.ts';
import { type Files, openFiles } from './files.ts';
import type { Found } from './found.ts';
import { decidedByPlace, envelopeAt } from './places.ts';
import { type Question, questionOf } from './question.ts';
import { renderFound } from './render.ts';
import { searchFiles } from './search-files.ts';

export interface LocalOptions {
  readonly paths: readonly string[];
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Takes messages about files that cannot be read. */
  readonly note: (line: string) => void;
  /** Microseconds since the epoch: what relative times refer to, and when events without a time were received. */
  readonly now: number;
  /** Who is who; nobody has a second name where missing. */
  readonly directory?: Directory | undefined;
}

/**
 * Questions about files, folders and archives, answered without a server. A file that cannot be read is told to `note`, the
 * answer is given without it, and `end` raises FILE_UNREADABLE.
 */
export function createLocalEvents({ paths, stdin, note, now, directory = NOBODY }: LocalOptions): Events {
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

  /** The files, each read in a way that answers the question. */
  async function filesFor({ filter }: Question, counted?: string): Promise<Files> {
    const all = await files();
    all.readGenerally(decidedByPlace(all.inputs, filter, counted));
    return all;
  }

  async function* search(
    question: Question,
    { order, limit, view }: Pick<SearchRequest, 'order' | 'limit' | 'view'>,
  ): AsyncGenerator<Buffer> {
    const options = { order, limit: limit || Number.POSITIVE_INFINITY, envelope, onFailure };
    const read = await filesFor(question);
    const envelopeOf = (found: Found) => envelopeAt(envelope, read.places.of(found));
    for await (const batch of searchFiles(read, question, options)) {
      if (batch.length > 0) yield await renderFound(batch, view, envelopeOf, directory.personOf);
    }
  }

  function byId(id: string, view: SearchRequest['view']): AsyncGenerator<Buffer> | undefined {
    const hash = parseFileRecordId(id);
    if (hash === undefined) return undefined;
    const question: Question = { filter: { op: 'all' }, from: undefined, to: undefined, hash };
    return search(question, { order: 'asc', limit: 1, view });
  }

  return {
    search: async function* ({ limit, order, view, ...selection }) {
      yield* search(questionOf(selection, 'all', now, directory), { order, limit, view });
    },
    top: async ({ field, limit, stages, ...selection }) => {
      const question = questionOf(selection, stages, now, directory);
      // A search does not need it.
      const { topOfFiles } = await import('./local-counts.ts');
      return topOfFiles(
        await filesFor(question, parseField(field).field.name),
        question,
        { field, limit, directory },
        { envelope, onFailure },
      );
    },
    histogram: async ({ by, timezone, stages, ...selection }) => {
      const question = questionOf(selection, stages, now, directory);
      const { histogramOfFiles } = await import('./local-counts.ts');
      return histogramOfFiles(await filesFor(question), question, { by, timezone }, { envelope, onFailure });
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
