import type { AuditEvent } from '../event/event.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../event/json-chars.ts';
import { valueSpan } from '../event/json-scan.ts';
import type { AuditRecord, Envelope, Quarantine } from '../event/record.ts';
import { REDACTED } from '../event/redacted.ts';
import { decode, decodeKnown } from './decode.ts';
import { quarantined, type Read, type Reading, type Unread } from './reading.ts';
import { NO_STRUCTURE, type Structure } from './received.ts';

/** What the journal keeps of one event. */
export interface KeptEntry {
  readonly seq: number;
  readonly raw: Uint8Array;
  readonly meta?:
    | { readonly quarantine?: Quarantine | undefined; readonly redacted?: readonly string[] | undefined }
    | undefined;
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
    event: reading.event ? withNote(reading.event, entry.meta?.redacted) : {},
    quarantine: reading.quarantine,
    native: reading.quarantine ? false : reading.native,
    canonical: reading.quarantine ? undefined : reading.canonical,
    json: reading.quarantine ? undefined : reading.json,
  };
}

/** A line of text has no place for the annotation that says what was taken out of it. */
function withNote(event: AuditEvent, redacted: readonly string[] | undefined): AuditEvent {
  return redacted ? { ...event, annotations: { ...event.annotations, [REDACTED]: redacted.join(', ') } } : event;
}

function kept(envelope: Envelope, { raw, meta }: KeptEntry, bodies: boolean): Read | Unread {
  const quarantine = meta?.quarantine;
  if (quarantine) return readBetter(envelope, raw, quarantine);
  // Its structure was measured when it arrived.
  const reading: Reading = bodies ? decode(raw, NO_STRUCTURE, envelope) : decodeKnown(raw, envelope);
  if (!reading.skip) return reading;
  return quarantined('not-an-event', `the entry is no audit line (${reading.skip.reason})`);
}

/** What could not be read when it arrived, as it can be now; else as it was found to be then. */
function readBetter(envelope: Envelope, raw: Uint8Array, quarantine: Quarantine): Read | Unread {
  const structure = mayBeBetter(raw, quarantine) ? structureOf(raw) : undefined;
  const reading = structure && decode(raw, structure, envelope);
  if (reading?.event) return reading;
  const { platform, component, node } = reading ?? {};
  return { quarantine, platform, component, node };
}

/** No decoder makes an object of broken JSON; and what a body had beside its list is none of its events, whatever it is. */
function mayBeBetter(raw: Uint8Array, { reason }: Quarantine): boolean {
  return TRIED_AGAIN.has(reason) && !(reason === 'invalid-json' && raw[0] === OPEN_BRACE);
}

/** Measured anew, because what could not be cut out was not; `undefined` of JSON that breaks off, which nobody can read. */
function structureOf(raw: Uint8Array): Structure | undefined {
  if (raw[0] !== OPEN_BRACE && raw[0] !== OPEN_BRACKET) return NO_STRUCTURE;
  return valueSpan(raw, 0, raw.length);
}
