import type { AuditRecord, Envelope, Quarantine } from '../event/record.ts';
import { decodeKnown, decodeKubernetes } from './kubernetes/decode.ts';

/** What the journal keeps of one event. */
export interface KeptEntry {
  readonly seq: number;
  readonly raw: Uint8Array;
  readonly meta?: { readonly quarantine?: Quarantine | undefined } | undefined;
}

export interface JournaledRecord extends AuditRecord {
  readonly journal: string;
  readonly seq: number;
}

/**
 * Reads a kept event again, as it was read when it arrived. Without its bodies, an event that kube-apiserver wrote has
 * them only as text, in `canonical.bodies`.
 */
export function readEntry(
  journal: string,
  envelope: Envelope,
  entry: KeptEntry,
  { bodies }: { bodies: boolean },
): JournaledRecord {
  const place = { id: `${journal}-${entry.seq}`, journal, seq: entry.seq, raw: entry.raw };
  const quarantine = entry.meta?.quarantine;
  if (quarantine) return { ...envelope, ...place, event: {}, quarantine };
  // Its nesting was measured when it arrived.
  const reading = bodies ? decodeKubernetes(entry.raw, 0) : decodeKnown(entry.raw);
  if (reading.quarantine) return { ...envelope, ...place, event: {}, quarantine: reading.quarantine };
  return { ...envelope, ...place, ...reading };
}
