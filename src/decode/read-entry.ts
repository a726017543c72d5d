import type { AuditRecord, Envelope, Quarantine } from '../event/record.ts';
import { decodeKubernetes } from './kubernetes/decode.ts';

/** What the journal keeps of one event. */
export interface KeptEntry {
  readonly seq: number;
  readonly raw: Uint8Array;
  readonly meta?: { readonly quarantine?: Quarantine | undefined } | undefined;
}

/** Reads a kept event again, as it was read when it arrived. */
export function readEntry(
  journal: string,
  envelope: Envelope,
  entry: KeptEntry,
): AuditRecord & { journal: string; seq: number } {
  const place = { id: `${journal}-${entry.seq}`, journal, seq: entry.seq, raw: entry.raw };
  const quarantine = entry.meta?.quarantine;
  if (quarantine) return { ...envelope, ...place, event: {}, quarantine };
  // Its nesting was measured when it arrived.
  const reading = decodeKubernetes(entry.raw, 0);
  if (reading.quarantine) return { ...envelope, ...place, event: {}, quarantine: reading.quarantine };
  return { ...envelope, ...place, event: reading.event, native: reading.native };
}
