import type { AuditEvent } from '../../event/event.ts';
import type { AuditRecord } from '../../event/record.ts';
import { nowMicros } from '../../event/time.ts';
import type { Context } from '../context.ts';
import { inputsOf } from '../import/inputs.ts';
import { unpack } from '../import/unpack.ts';
import { createFailures } from '../local/failures.ts';
import { fileEnvelope } from '../local/file-record.ts';
import { readRecords } from '../local/read-records.ts';
import { counted } from '../render/number.ts';

/** The events of files, as `recordsOfFiles` gives their records. */
export async function* eventsOfFiles(
  paths: readonly string[],
  context: Context,
): AsyncGenerator<readonly AuditEvent[]> {
  for await (const records of recordsOfFiles(paths, context)) yield records.map(({ event }) => event);
}

/**
 * The records of files, folders and archives in their order. What is no event is counted and noted; a file that cannot be
 * read is noted, the others are still read, and then FILE_UNREADABLE is thrown.
 */
export async function* recordsOfFiles(
  paths: readonly string[],
  context: Context,
): AsyncGenerator<readonly AuditRecord[]> {
  const envelope = fileEnvelope(nowMicros());
  const { onFailure, raise } = createFailures(context.note);
  const { inputs, failures } = await inputsOf(paths, () => context.io.stdin);
  for (const { name, error } of failures) onFailure(name, error);
  let unreadable = 0;
  for (const { name, open, given } of inputs) {
    let reading = name;
    try {
      for await (const leaf of unpack(name, open(), given)) {
        if ('skipped' in leaf) continue;
        if ('error' in leaf) {
          onFailure(leaf.name, leaf.error);
          continue;
        }
        reading = leaf.name;
        for await (const records of readRecords(leaf.bytes, envelope)) {
          const events = records.filter(({ quarantine }) => !quarantine);
          unreadable += records.length - events.length;
          yield events;
        }
      }
    } catch (error) {
      onFailure(reading, error);
    }
  }
  if (unreadable > 0) context.note(`verbatim: ${counted(unreadable, 'line')} could not be read as an event.`);
  raise();
}
