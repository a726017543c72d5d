import type { AuditRecord, Envelope, Quarantine } from '../event/record.ts';
import { decode, decodeKnown } from './decode.ts';
import { quarantined, type Read, type Reading, type Unread } from './reading.ts';
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

/** Why an entry could not be read when it arrived, where a newer decoder may read it. */
const TRIED_AGAIN: ReadonlySet<string> = new Set(['invalid-json', 'not-an-event', 'invalid-utf8']);

/**
 * Reads a kept event again, as it was read when it arrived, or better where a decoder has been made since that reads it.
 * Without its bodies, an event that kube-apiserver wrote has them only as text, in `canonical.bodies`.
 */
export function readEntry(
  journal: string,
  envelope: Envelope,
  entry: KeptEntry,
  { bodies }: { bodies: boolean },
): JournaledRecord {
  const { seq, raw } = entry;
  const reading = kept(envelope, entry, bodies);
  const { cluster, source, receivedAt } = envelope;
  // Written out, because this is done for every event and spreading objects is slow.
  return {
    id: `${journal}-${seq}`,
    journal,
    seq,
    cluster,
    platform: reading.platform ?? envelope.platform,
    component: reading.component ?? envelope.component,
    node: reading.node ?? envelope.node,
    source,
    receivedAt,
    raw,
    event: reading.event ?? {},
    quarantine: reading.quarantine,
    native: reading.quarantine ? false : reading.native,
    canonical: reading.quarantine ? undefined : reading.canonical,
    json: reading.quarantine ? undefined : reading.json,
  };
}

function kept(envelope: Envelope, { raw, meta }: KeptEntry, bodies: boolean): Read | Unread {
  const quarantine = meta?.quarantine;
  if (quarantine && !TRIED_AGAIN.has(quarantine.reason)) return { quarantine };
  // Its structure was measured when it arrived.
  const known = !quarantine && !bodies;
  const reading: Reading = known ? decodeKnown(raw, envelope) : decode(raw, NO_STRUCTURE, envelope);
  if (reading.skip) {
    return quarantine
      ? { quarantine }
      : quarantined('not-an-event', `the entry is no audit line (${reading.skip.reason})`);
  }
  // What it was found to be when it arrived says more: there its structure was known.
  return quarantine && reading.quarantine ? { ...reading, quarantine } : reading;
}
