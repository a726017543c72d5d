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
  /** Whether the same events may come long after they came first, as when files are imported again. */
  readonly mayBeOld?: boolean;
}

/** What became of a delivery. `received` = `stored` + `duplicates`; the quarantined ones are among the stored. */
export interface Receipt {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
}

export const NOTHING_RECEIVED: Receipt = { received: 0, stored: 0, duplicates: 0, quarantined: 0 };

export function addReceipts(a: Receipt, b: Receipt): Receipt {
  return {
    received: a.received + b.received,
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    quarantined: a.quarantined + b.quarantined,
  };
}

/**
 * Where sources put what they receive. Both resolve once everything is durable, and only then may the source
 * acknowledge; they reject with PUSH_BACK or JOURNAL_WRITE, and then the source must not.
 */
export interface Intake {
  /** One body: an `EventList` or one event. */
  body(sender: Sender, body: Uint8Array): Promise<Receipt>;
  /** Lines, in pieces of any size. Takes the next piece only when it can. */
  lines(sender: Sender, pieces: AsyncIterable<Uint8Array>): Promise<Receipt>;
}
