import type { AuditEvent } from './event.ts';
import type { FilePart } from './file-part.ts';
import type { Bodies, Layout } from './go-json.ts';

/**
 * Where the bytes of a record stood, as the source that read them notes it: how far it is once the record is durable.
 * Record and position are one write, so neither can be there without the other.
 */
export type Origin = Readonly<Record<string, unknown>>;

/** The cluster, platform, component and source of what Verbatim records of itself. No cluster of others has this name. */
export const OWN_NAME = 'verbatim';

/**
 * What Verbatim vouches for: it follows from the credential or the configured source, never from the event. Only where an entry
 * itself says what wrote it and on which node, as lines of several programs do, is that taken from it when it is read.
 */
export interface Envelope {
  readonly cluster: string;
  readonly platform: string;
  readonly component: string;
  /** The node's name, `''` where unknown. */
  readonly node: string;
  /** The id of the configured source. */
  readonly source: string;
  /** RFC 3339 with microseconds, UTC. */
  readonly receivedAt: string;
  /** The name of the format of its entries, where configuration says so; else the content of each tells. */
  readonly format?: string;
  /** Who delivered it, where only the sender's address says so: then the same bytes from another address are another event. */
  readonly address?: string;
  /** Only where the source reads from a place to which it can return. */
  readonly origin?: Origin;
  /** Only where the events are known to have stood in a log file. */
  readonly file?: FilePart;
}

/** Why a received event could not be read. */
export interface Quarantine {
  /** A stable code, such as `invalid-json`. */
  readonly reason: string;
  /** One sentence: what, where. */
  readonly detail: string;
}

/** An event as it was received, with what Verbatim vouches for. The reading of `raw` is `event`; `{}` when quarantined. */
export interface AuditRecord extends Envelope {
  /** Verbatim's own id of the record: `<journal>-<sequence>`. */
  readonly id: string;
  readonly event: AuditEvent;
  readonly raw: Uint8Array;
  readonly quarantine?: Quarantine | undefined;
  /** Whether `raw` is the event's own JSON with nothing added, left out or renamed in the reading. */
  readonly native?: boolean | undefined;
  /** The JSON of the event as the platform wrote it, where `raw` is that or holds it: its bodies are kept as they stand there. */
  readonly json?: Uint8Array | undefined;
  /** How `raw` follows from the event, where that is known from reading it. */
  readonly canonical?: { readonly layout: Layout; readonly bodies: Bodies } | undefined;
}
