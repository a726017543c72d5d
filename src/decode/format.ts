import type { Outcome } from '../event/derive.ts';
import type { FormatName } from '../event/format-names.ts';
import type { Envelope } from '../event/record.ts';
import type { Entry, JsonObject } from './entry.ts';
import type { Labels, Reading } from './reading.ts';

/**
 * What lines of one kind look like and how they become events; the folder of its name holds it. Both functions are pure:
 * nothing but the bytes and the envelope decides, so that a better decoder reads an old journal better. They never throw, and
 * take time in proportion to the length of the entry. `testing/format-contract.ts` is the suite that every format passes.
 */
export interface Format {
  /** By which configuration pins it: the name of its folder. */
  readonly name: FormatName;
  /** What writes such lines, in a few words. */
  readonly description: string;
  /** Whether it takes what kube-apiserver writes as it stands, which then need not be decoded at all. */
  readonly takesCanonical?: boolean;
  /** Every kind of event that it knows. */
  readonly kinds: readonly EventKind[];
  /** Whether an entry is of this format. Cheap: a look at some characters, or at some keys of the object. */
  matches(entry: Entry): boolean;
  /** Reads an entry that matches, or that configuration says is of this format: then it can be anything. */
  decode(entry: Entry, context: Context): Reading;
}

/** What is around an entry. */
export interface Context {
  /** What whoever delivered it vouches for. */
  readonly envelope: EnvelopeFacts;
  /**
   * Reads what an entry wraps: a line behind a header, a text or an object in a field. Its format is told by its content;
   * `undefined` if no format knows it. What it does not say itself is completed with what the wrapping says.
   */
  within(inner: string | JsonObject, known?: Wrapping): Reading | undefined;
}

export type EnvelopeFacts = Pick<Envelope, 'platform' | 'component' | 'node' | 'receivedAt' | 'format'>;

/** What a wrapping says about what is in it. */
export interface Wrapping extends Labels {
  /** When it was written, RFC 3339: the time of an event that has none of its own. */
  readonly time?: string | undefined;
}

/** An entry of the catalogue: one kind of event, with an example that shows what it becomes. */
export interface EventKind {
  /** Unique among the kinds of its format, such as `UserAuthenticationFailure`. */
  readonly name: string;
  /** What it means, as a sentence. */
  readonly meaning: string;
  /** The text by which it is known in a line. */
  readonly identifiedBy: string;
  /** A line as it is received. */
  readonly example: string;
  /** What the example becomes; a field that is not named here is not claimed. */
  readonly becomes: {
    readonly platform?: string;
    readonly component?: string;
    readonly actor?: string;
    /** Missing where a record only says what happened. */
    readonly verb?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly name?: string;
    readonly outcome: Outcome;
  };
}
