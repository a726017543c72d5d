import type { AuditRecord, Envelope } from '../../event/record.ts';
import { unpack } from '../import/unpack.ts';
import type { Files } from './files.ts';
import { examine } from './holds-events.ts';
import { mentionsOf } from './mentions.ts';
import { createMentionsTest } from './mentions-test.ts';
import { envelopeAt } from './places.ts';
import type { Question } from './question.ts';
import { readRecords } from './read-records.ts';
import { createTest } from './record-test.ts';

export interface GeneralOptions {
  readonly envelope: Envelope;
  /** Told of a file that cannot be read, or not to its end; the others still are. */
  readonly onFailure: (name: string, error: unknown) => void;
}

/** Takes a record and its place: in which file, and a number that is greater for later ones. */
export type Take = (record: AuditRecord, file: number, row: number) => void | Promise<void>;

/**
 * Reads the files that the engine does not, archives and all that is in them, and gives the records that a question is
 * about.
 */
export async function readGenerally(
  files: Files,
  question: Question,
  { envelope, onFailure }: GeneralOptions,
  take: Take,
): Promise<void> {
  const matches = createTest(question);
  for (const file of files.general()) {
    const { name, open, given } = files.inputs[file] as Files['inputs'][number];
    let reading = name;
    let row = 0;
    try {
      for await (const leaf of unpack(name, open(), given)) {
        if ('skipped' in leaf) continue;
        if ('error' in leaf) {
          onFailure(leaf.name, leaf.error);
          continue;
        }
        reading = leaf.name;
        const bytes = leaf.given ? leaf.bytes : await logIn(leaf.bytes);
        files.places.begin(file, row, leaf.path);
        const placed = envelopeAt(envelope, files.places.of({ file, row }));
        const mentions = createMentionsTest(mentionsOf(question.filter, placed));
        for await (const records of readRecords(bytes, placed, mentions)) {
          for (const record of records) if (matches(record)) await take(record, file, row++);
        }
      }
    } catch (error) {
      onFailure(reading, error);
    }
  }
}

/** The bytes of a file that was found in a folder or an archive; none where it holds no events. */
async function logIn(found: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { holdsEvents, bytes, failure } = await examine(found);
  // What breaks off says so when it is read.
  return holdsEvents || failure ? bytes : nothing();
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
