import { hash } from 'node:crypto';
import { decode, takesCanonical } from '../decode/decode.ts';
import type { Reading } from '../decode/reading.ts';
import { timeOf } from '../event/derive.ts';
import { type Envelope, OWN_NAME, type Quarantine } from '../event/record.ts';
import type { Admission } from '../policy/admission/admit.ts';
import { namesOf } from '../policy/redact/annotate.ts';
import type { Known, Redact, Redacted, Redaction } from '../policy/redact/redact.ts';
import { truncate } from '../policy/truncate/truncate.ts';
import type { FilePlace, PlacedEvent } from './file-places.ts';
import type { Entry } from './keep-new.ts';
import { isSample, type PassageNotes } from './passage.ts';
import { writtenTime } from './written-time.ts';

export interface EntriesOptions {
  /** Told of an entry that is no audit line, and why. */
  readonly skipped: (reason: string) => void;
  /** Without it all events are kept. */
  readonly admission?: Admission | undefined;
  /** Told of an event that is left out, of which cluster and source, and by which rule. */
  readonly leftOut?: ((cluster: string, source: string, rule: string) => void) | undefined;
  /** Larger events are kept without their bodies; without it, whole. */
  readonly maxEventBytes?: number | undefined;
  /** An event was too large to be kept whole. */
  readonly truncated?: (() => void) | undefined;
  /** Without it events are kept with the secrets that they hold. */
  readonly redaction?: Redaction | undefined;
  /** Told of so many entries from which secrets were taken. */
  readonly redacted?: ((entries: number) => void) | undefined;
}

/** Gives what of the events is to be kept, and how: all but what is no audit line, without secrets. */
export type EntriesOf = (part: readonly PlacedEvent[], envelope: Envelope, notes: PassageNotes) => Entry[];

export function createEntries(options: EntriesOptions): EntriesOf {
  const { skipped, admission, leftOut, redaction, redacted, maxEventBytes, truncated } = options;
  return (part, envelope, notes) => {
    // What Verbatim records of itself is always kept.
    const rules = envelope.platform === OWN_NAME ? undefined : admission?.(envelope.cluster, envelope.source);
    const entries: Entry[] = [];
    const canonical = takesCanonical(envelope) && !rules?.asksAll;
    const redact = redaction?.(envelope.cluster);
    let withSecrets = 0;
    let index = 0;
    for (const { raw: received, structure, readable, quarantine, place } of part) {
      const reading = (readable && canonical) || quarantine ? undefined : decode(received, structure, envelope);
      const isLookedAt = isSample(index++, part.length);
      if (reading?.skip) {
        skipped(reading.skip.reason);
        notes.leave(reading.skip.reason);
        continue;
      }
      const problem = quarantine ?? reading?.quarantine;
      if (isLookedAt && !problem) notes.happened(reading?.event ? timeOf(reading.event, '') : writtenTime(received));
      const admitted =
        rules && reading?.event
          ? rules.admit(reading.event, reading.platform ?? envelope.platform, received)
          : { raw: received };
      if ('leftOutBy' in admitted) {
        leftOut?.(envelope.cluster, envelope.source, admitted.leftOutBy);
        notes.leave('policy');
        continue;
      }
      const short = maxEventBytes === undefined || problem ? undefined : truncate(admitted.raw, maxEventBytes);
      if (short) {
        truncated?.();
        notes.leave('truncated');
      }
      const whole = short ?? admitted.raw;
      const bare = redact?.(whole, knownOf(problem, reading));
      const raw = bare?.raw ?? whole;
      if (bare) withSecrets++;
      const isDistinct = envelope.address !== undefined && !readable && !saysWhichItIs(reading);
      entries.push({
        raw,
        sha256: hash('sha256', raw, 'binary'),
        place: place && redact ? barePlace(place, redact) : place,
        ...metaOf(problem, bare),
        ...(isDistinct ? { isDistinct } : {}),
      });
    }
    if (withSecrets > 0) redacted?.(withSecrets);
    return entries;
  };
}

/** What is noted of an entry beside its bytes. */
function metaOf(quarantine: Quarantine | undefined, bare: Redacted | undefined): Pick<Entry, 'meta'> {
  const redacted = bare && !bare.isNamed ? namesOf(bare.removed) : undefined;
  if (!quarantine && !redacted) return {};
  return { meta: { ...(quarantine ? { quarantine } : {}), ...(redacted ? { redacted } : {}) } };
}

/** What was not decoded is known to be of kube-apiserver since it was cut out. */
function knownOf(problem: Quarantine | undefined, reading: Reading | undefined): Known {
  if (problem) return 'unread';
  return !reading || (!reading.quarantine && !reading.skip && reading.native) ? 'native' : 'read';
}

/** What stands around an event in its file is kept too. */
function barePlace(place: FilePlace, redact: Redact): FilePlace {
  const bare = (text: string) => {
    const found = text.trim() === '' ? undefined : redact(Buffer.from(text, 'latin1'), 'unread');
    return found ? Buffer.from(found.raw).toString('latin1') : text;
  };
  return { ...place, before: bare(place.before), after: bare(place.after) };
}

/** Whether something in an event makes it the same as another with the same bytes: an id, or when it happened. */
function saysWhichItIs(reading: Reading | undefined): boolean {
  const event = reading?.event;
  return event !== undefined && (Boolean(event.auditID) || timeOf(event, '') !== '');
}
