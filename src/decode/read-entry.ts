import type { AuditRecord, Envelope, Quarantine } from '../event/record.ts';
import { decodeKnown, decodeKubernetes } from './kubernetes/decode.ts';
import type { Reading } from './reading.ts';
import { NO_STRUCTURE } from './received.ts';

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
  const { seq, raw } = entry;
  const quarantine = entry.meta?.quarantine;
  // Its structure was measured when it arrived.
  const reading: Reading = quarantine
    ? { quarantine }
    : bodies
      ? decodeKubernetes(raw, NO_STRUCTURE)
      : decodeKnown(raw);
  const { cluster, platform, component, node, source, receivedAt } = envelope;
  // Written out, because this is done for every event and spreading objects is slow.
  return {
    id: `${journal}-${seq}`,
    journal,
    seq,
    cluster,
    platform,
    component,
    node,
    source,
    receivedAt,
    raw,
    event: reading.event ?? {},
    quarantine: reading.quarantine,
    native: reading.quarantine ? false : reading.native,
    canonical: reading.quarantine ? undefined : reading.canonical,
  };
}
