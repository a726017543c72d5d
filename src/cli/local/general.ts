import type { AuditRecord, Envelope } from '../../event/record.ts';
import { unpack } from '../import/unpack.ts';
import type { Files } from './files.ts';
import { readRecords } from './read-records.ts';

export interface GeneralOptions {
  readonly envelope: Envelope;
  /** Told of a file that cannot be read, or not to its end; the others still are. */
  readonly onFailure: (name: string, error: unknown) => void;
}

/** Reads files in the general way, archives and all that is in them, and gives every wanted record with its place. */
export async function readGenerally(
  { inputs }: Files,
  wanted: readonly number[],
  { envelope, onFailure, wanted }: GeneralOptions & { readonly wanted: (raw: Uint8Array) => boolean },
  take: (record: AuditRecord, file: number, row: number) => void | Promise<void>,
): Promise<void> {
  for (const file of wanted) {
    const input = inputs[file];
    if (!input) continue;
    let row = 0;
    let name = input.name;
    try {
      for await (const leaf of unpack(input.name, input.open(), input.given)) {
        if ('skipped' in leaf) continue;
        name = leaf.name;
        for await (const records of readRecords(leaf.bytes, envelope, wanted)) {
          for (const record of records) await take(record, file, row++);
        }
      }
    } catch (error) {
      onFailure(name, error);
    }
  }
}
