import { createHmac } from 'node:crypto';
import { OPEN_BRACE, OPEN_BRACKET } from '../../event/json-chars.ts';
import { skipSpace } from '../../event/json-scan.ts';
import { annotate } from './annotate.ts';
import { applyEdits } from './edits.ts';
import { mayHold, PLACEHOLDER, redactText } from './patterns.ts';
import { findSecrets, type Replace } from './redact-json.ts';
import { type Screen, type Suspicion, screenOf, suspicionOf, WHOLE_SCREEN } from './suspicious.ts';

/** An event without its secrets. */
export interface Redacted {
  readonly raw: Uint8Array;
  /** What was taken out, as paths; never the values. */
  readonly removed: readonly string[];
}

/** What is known of an entry: that kube-apiserver wrote it, that it could be read, or that it could not. */
export type Known = 'native' | 'read' | 'unread';

/**
 * Takes the secrets out of what was received of one event; `undefined` where there are none, and then nothing was copied.
 * Every byte that is not secret stays as it came, but for an annotation that names what was taken out. Never throws: of JSON
 * that breaks off, all that may hold a secret goes.
 */
export type Redact = (raw: Uint8Array, known: Known) => Redacted | undefined;

export interface Redaction {
  readonly redact: Redact;
  /** The same for events that all stand in these bytes: what none of them has is looked for once. */
  within(bytes: Uint8Array): Redact;
}

/** Without a key what is removed leaves no trace; with one, equal secrets can be seen to be equal. */
export function createRedaction(key: Uint8Array | undefined): Redaction {
  const replace: Replace = key ? keyed(key) : () => `${PLACEHOLDER}]`;
  const screened = (screen: Screen): Redact => {
    return (raw, known) => {
      // Where it breaks off, what makes it suspicious may be what is missing.
      const suspicion = known === 'unread' ? ANYTHING : suspicionOf(raw, known === 'native', screen);
      const isNeeded = suspicion.place || (suspicion.text && mayHold(latin1(raw)));
      return isNeeded ? redact(raw, suspicion, replace) : undefined;
    };
  };
  return { redact: screened(WHOLE_SCREEN), within: (bytes) => screened(screenOf(bytes)) };
}

const ANYTHING: Suspicion = { text: true, place: true };

/** Hexadecimal digits of a placeholder: enough to tell secrets apart, of no use to guess long ones even with the key. */
const DIGITS = 16;

function keyed(key: Uint8Array): Replace {
  return (secret) => `${PLACEHOLDER}:${createHmac('sha256', key).update(secret).digest('hex').slice(0, DIGITS)}]`;
}

function redact(raw: Uint8Array, suspicion: Suspicion, replace: Replace): Redacted | undefined {
  const json = jsonStart(raw);
  if (json < 0) return redactLine(raw, replace);
  const found = findSecrets(raw.subarray(json), suspicion, replace);
  if (!found) return cutOff(raw, replace);
  const head = json === 0 ? undefined : redactLine(raw.subarray(0, json), replace);
  if (found.length === 0 && !head) return undefined;
  const removed = [...(head?.removed ?? []), ...found.map(({ what }) => what)];
  const body = annotate(applyEdits(raw.subarray(json), found), removed);
  return { raw: json === 0 ? body : Buffer.concat([head?.raw ?? raw.subarray(0, json), body]), removed };
}

/** A line of text has so much before its JSON at most: the header of a syslog message, the name of a node. */
const MAX_HEAD = 1_024;

/** Where the JSON of an entry begins, also behind a header; -1 where there is none. */
function jsonStart(raw: Uint8Array): number {
  const start = skipSpace(raw, 0, raw.length);
  if (raw[start] === OPEN_BRACE || raw[start] === OPEN_BRACKET) return start;
  const brace = raw.subarray(0, MAX_HEAD).indexOf(OPEN_BRACE);
  return brace > 0 && raw[brace - 1] === 0x20 && raw[brace + 1] === 0x22 ? brace : -1;
}

function redactLine(raw: Uint8Array, replace: Replace): Redacted | undefined {
  const removed = new Set<string>();
  const before = latin1(raw);
  const after = redactText(
    before,
    (secret) => replace(Buffer.from(secret, 'latin1')),
    (name) => removed.add(name),
  );
  return after === before ? undefined : { raw: Buffer.from(after, 'latin1'), removed: [...removed] };
}

/** What can begin a secret in an event that cannot be read. */
const FIRST_SECRET =
  /"(?:requestObject|responseObject|data|stringData|secret|additionalSecrets|token|log|Data|JoinToken|password)\\?"\s*:/;

/** Fails closed: of a text that breaks off or is no JSON, nothing stays from the first member on that may hold a secret. */
function cutOff(raw: Uint8Array, replace: Replace): Redacted | undefined {
  const at = latin1(raw).search(FIRST_SECRET);
  if (at < 0) return redactLine(raw, replace);
  const head = raw.subarray(0, at);
  const note = Buffer.from(`"${PLACEHOLDER}: ${raw.length - at} bytes that cannot be read]"`);
  const line = redactLine(head, replace);
  return {
    raw: Buffer.concat([line?.raw ?? head, note]),
    removed: [...(line?.removed ?? []), 'all from the first body on'],
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
