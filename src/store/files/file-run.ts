import type { Envelope } from '../../event/record.ts';

/** Names a log file. */
export interface FileKey {
  readonly cluster: string;
  readonly component: string;
  readonly node: string;
  readonly file: string;
}

/** Entries of a journal that followed each other in a file. Texts have one character a byte (latin1). */
export interface StoredRun extends FileKey {
  readonly content: string;
  /** Where it begins, in bytes from the beginning of the content. */
  readonly at: number;
  readonly journal: string;
  readonly firstSeq: number;
  readonly entries: number;
  /** RFC 3339, microseconds. */
  readonly receivedAt: string;
  readonly before: string;
  readonly after: readonly (readonly [count: number, text: string])[];
}

/** A record of the journal, as far as it says which lines of a file it has. */
interface FileRecord {
  readonly envelope: Envelope;
  readonly firstSeq: number;
}

/** The runs of some records. */
export function runsOfRecords(journal: string, records: readonly FileRecord[]): StoredRun[] {
  return records.flatMap(({ envelope, firstSeq }) => {
    const { cluster, component, node, receivedAt, file } = envelope;
    if (!file) return [];
    const { name, content } = file;
    return file.runs.map(({ first, entries, at, before, after }) => ({
      ...{ cluster, component, node, file: name, content, at, journal, receivedAt },
      ...{ firstSeq: firstSeq + first, entries, before, after },
    }));
  });
}
