import type { DamagedEntry } from './body.ts';
import { MAX_DAMAGE_PLACES } from './limits.ts';
import { plainPath } from './segment.ts';

/**
 * What is wrong at a place of the journal.
 * - `segment` a segment cannot be read at all · `segment-header` only its header is damaged
 * - `record` bytes that are no record · `index` a record whose list of entries is damaged · `entry` one event's bytes
 * - `missing` numbers that no record holds · `order` a record whose numbers came before
 */
export type DamageReason = 'segment' | 'segment-header' | 'record' | 'index' | 'entry' | 'missing' | 'order';

/** A damaged place: the bytes from `offset` on, and the events that are lost by it, `count` of them from `firstSeq` on. */
export interface Damage {
  readonly reason: DamageReason;
  /** The path of the segment. */
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
  readonly firstSeq: number;
  readonly count: number;
}

export interface DamageCounts {
  readonly places: number;
  readonly events: number;
  readonly bytes: number;
}

export interface DamageLedger {
  /** Counts a place and passes it on, the first time that it is met. */
  report(damage: Damage): void;
  counts(): DamageCounts;
}

/** Counts damage. Every consumer that reads across a damaged place meets it; it is counted once. */
export function createDamageLedger(onDamage: (damage: Damage) => void): DamageLedger {
  const known = new Set<string>();
  let events = 0;
  let bytes = 0;
  let places = 0;

  function report(damage: Damage): void {
    const key = `${plainPath(damage.segment)}:${damage.offset}:${damage.firstSeq}:${damage.reason}`;
    if (known.has(key)) return;
    if (known.size < MAX_DAMAGE_PLACES) known.add(key);
    places += 1;
    events += damage.count;
    bytes += damage.bytes;
    onDamage(damage);
  }

  return { report, counts: () => ({ places, events, bytes }) };
}

/** Reports events whose bytes are not those that were journaled; the body begins at `bodyAt`. */
export function reportEntries(
  ledger: DamageLedger,
  segment: string,
  bodyAt: number,
  damaged: readonly DamagedEntry[],
): void {
  for (const { seq, offset, bytes } of damaged) {
    ledger.report({ reason: 'entry', segment, offset: bodyAt + offset, bytes, firstSeq: seq, count: 1 });
  }
}
