import type { FileOrigin } from '../event/file-part.ts';
import type { FormatName } from '../event/format-names.ts';
import type { Origin, Quarantine } from '../event/record.ts';

/** What a source hands over: who delivered it, by the credential or the configuration, never by the events. */
export interface Sender {
  readonly cluster: string;
  /** The type of the source: its folder. */
  readonly type: string;
  /** The source's id. */
  readonly source: string;
  /** `''` where unknown. */
  readonly node: string;
  readonly component: string;
  /** `kubernetes` unless told. */
  readonly platform?: string;
  /** The name of the format of its lines; without one, the content of each tells. */
  readonly format?: FormatName | undefined;
  /** Whether the same events may come long after they came first, as when files are imported again. */
  readonly mayBeOld?: boolean;
  /** Its address, where nothing else tells senders apart: what two of them say in the same words is not the same. */
  readonly address?: string;
  /** Where in a log file the events stand, where that is known. */
  readonly file?: FileOrigin | undefined;
}

/**
 * What became of a delivery. `received` = `stored` + `duplicates` + `skipped`; the quarantined ones are among the stored.
 * What is skipped is not kept: it is no audit line, or a policy leaves it out.
 */
export interface Receipt {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** Missing where nothing was. */
  readonly skipped?: number;
}

export const NOTHING_RECEIVED: Receipt = { received: 0, stored: 0, duplicates: 0, quarantined: 0 };

export function addReceipts(a: Receipt, b: Receipt): Receipt {
  const skipped = (a.skipped ?? 0) + (b.skipped ?? 0);
  return {
    received: a.received + b.received,
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    quarantined: a.quarantined + b.quarantined,
    ...(skipped > 0 ? { skipped } : {}),
  };
}

/** How far a stretch was taken. */
export interface Taken {
  /** Bytes from its beginning; what is left is brought again with what follows it. */
  readonly bytes: number;
  /** Whether it was left within a line that is longer than allowed. */
  readonly inLongLine: boolean;
}

/** Bytes of lines from a place to which the source can return, such as a file. */
export interface Stretch {
  /** They must not change until the stretch is taken. */
  readonly bytes: Uint8Array;
  /** Whether nothing follows: then an unfinished line is a line too. */
  readonly final: boolean;
  /** Whether the bytes begin within a line that is longer than allowed. */
  readonly inLongLine: boolean;
  /** What is longer is kept in pieces of this size, each of them quarantined. */
  readonly maxLineBytes: number;
  /** What the record notes about how far it brings the source. */
  readonly origin: (taken: Taken) => Origin;
}

/** What a source received as one, such as a message. */
export interface ReceivedEntry {
  readonly raw: Uint8Array;
  /** Why it cannot be read, where the source knows. */
  readonly quarantine?: Quarantine | undefined;
}

/**
 * Where sources put what they receive. All resolve once everything is durable, and only then may the source
 * acknowledge; they reject with PUSH_BACK or JOURNAL_WRITE, and then the source must not.
 */
export interface Intake {
  /** One body: an `EventList` or one event. */
  body(sender: Sender, body: Uint8Array): Promise<Receipt>;
  /**
   * Lines, in pieces of any size. Takes the next piece only when it can. `held` is told how many bytes are held of what was
   * taken; what it throws ends the delivery.
   */
  lines(sender: Sender, pieces: AsyncIterable<Uint8Array>, held?: (bytes: number) => void): Promise<Receipt>;
  /**
   * Whole entries, in their order. Of a sender that is known by its address, one that bears neither an id nor a time is kept each
   * time that it comes: nothing makes two of them one.
   */
  entries(sender: Sender, entries: readonly ReceivedEntry[]): Promise<Receipt>;
  /**
   * As much of a stretch as fits one record, which carries the origin. Identical events are kept once, as ever; but lines
   * that cannot be read have nothing that makes two of them one, so each is kept.
   */
  stretch(sender: Sender, stretch: Stretch): Promise<{ readonly receipt: Receipt; readonly taken: Taken }>;
}
