import { createCanonicalReader } from '../event/canonical.ts';
import { timeOf } from '../event/derive.ts';
import { OWN_NAME } from '../event/record.ts';
import { asOpenShift } from './as-openshift.ts';
import { detect, formatNamed } from './detect.ts';
import { Entry, type JsonObject } from './entry.ts';
import type { Context, EnvelopeFacts, Wrapping } from './format.ts';
import type { Reading } from './reading.ts';
import { NO_STRUCTURE, type Structure } from './received.ts';
import { unknown } from './unknown.ts';

/** What is wrapped so often is no log: a container's log of syslog lines that hold a cloud's wrapping of an event has three. */
const MAX_WRAPPINGS = 4;

const readCanonical = createCanonicalReader();

/**
 * Reads one entry, in the format that configuration says or that its content tells. Never throws. The structure of its JSON is
 * what whoever cut it out has seen.
 */
export function decode(raw: Uint8Array, structure: Structure, envelope: EnvelopeFacts): Reading {
  const entry = new Entry(raw, structure);
  // What Verbatim records of itself is no other platform's, whatever it is about.
  const format = formatNamed(envelope.platform === OWN_NAME ? 'kubernetes' : envelope.format);
  return entry.problem ?? (format ?? detect(entry))?.decode(entry, new Around(envelope, 0)) ?? unknown(entry);
}

/** Whether the events that kube-apiserver writes, under an envelope, are read as they stand. */
export function takesCanonical({ format }: EnvelopeFacts): boolean {
  return format === undefined || formatNamed(format)?.takesCanonical === true;
}

/**
 * Reads an entry that was read before, to store it. One that kube-apiserver wrote keeps its bodies as the text that they
 * are, in `canonical.bodies`.
 */
export function decodeKnown(raw: Uint8Array, envelope: EnvelopeFacts): Reading {
  if (takesCanonical(envelope)) {
    const canonical = readCanonical(Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8'));
    if (canonical) return asOpenShift({ event: canonical.event, native: true, canonical }, envelope);
  }
  // Its structure was measured when it arrived.
  return decode(raw, NO_STRUCTURE, envelope);
}

class Around implements Context {
  readonly envelope: EnvelopeFacts;
  readonly #depth: number;

  constructor(envelope: EnvelopeFacts, depth: number) {
    this.envelope = envelope;
    this.#depth = depth;
  }

  within(inner: string | JsonObject, known: Wrapping = {}): Reading | undefined {
    if (this.#depth === MAX_WRAPPINGS) return undefined;
    const entry = typeof inner === 'string' ? Entry.ofText(inner) : Entry.ofObject(inner);
    if (entry.problem) return entry.problem;
    const reading = detect(entry)?.decode(entry, new Around(this.envelope, this.#depth + 1));
    return reading && completed(reading, known);
  }
}

/** What is wrapped wins over what its wrapping says. */
function completed(reading: Reading, known: Wrapping): Reading {
  const labels = {
    platform: reading.platform ?? known.platform,
    component: reading.component ?? known.component,
    node: reading.node ?? known.node,
  };
  if (!reading.event) return { ...reading, ...labels };
  const { event, json } = reading;
  if (known.time && timeOf(event, '') === '') event.requestReceivedTimestamp = known.time;
  return { event, json, native: false, ...labels };
}
