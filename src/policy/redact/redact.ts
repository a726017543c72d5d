import { createHmac, hkdfSync } from 'node:crypto';
import { OPEN_BRACE, OPEN_BRACKET } from '../../event/json-chars.ts';
import { skipSpace } from '../../event/json-scan.ts';
import { PLACEHOLDER } from '../../event/redacted.ts';
import { annotate } from './annotate.ts';
import { applyEdits } from './edits.ts';
import { latin1 } from './json-text.ts';
import { type Arguments, redactText } from './patterns.ts';
import { ANYWHERE, PAYLOAD } from './places.ts';
import { findSecrets } from './redact-json.ts';
import type { Replace, Rules } from './rules.ts';
import { readSplitLog } from './split-log.ts';
import { type Suspicion, suspicionOf } from './suspicious.ts';

/** An event without its secrets. */
export interface Redacted {
  readonly raw: Uint8Array;
  /** What was taken out, as paths or by how it was written; never the values. */
  readonly removed: readonly string[];
  /** Whether an annotation in the bytes says so. A line of text and what wraps an event have no place for one. */
  readonly isNamed: boolean;
}

/** What is known of an entry: that kube-apiserver wrote it, that it could be read, or that it could not. */
export type Known = 'native' | 'read' | 'unread';

/**
 * Takes the secrets out of what was received of one event; `undefined` where there are none, and then nothing was copied.
 * Every byte that is not secret stays as it came, but for an annotation that names what was taken out. Never throws: of JSON
 * that breaks off, all that may hold a secret goes.
 */
export type Redact = (raw: Uint8Array, known: Known) => Redacted | undefined;

/** Gives how secrets are taken out of a cluster's events. */
export type Redaction = (cluster: string) => Redact;

/**
 * Without a key what is removed leaves no trace. With one, equal secrets of a cluster can be seen to be equal; of another
 * cluster they cannot, so that who may write into one learns nothing about another.
 */
export function createRedaction(key: Uint8Array | undefined, which: Arguments = 'secret'): Redaction {
  const known = new Map<string, Redact>();
  return (cluster) => {
    const redact = known.get(cluster) ?? createRedact(key && clusterKey(key, cluster), which);
    known.set(cluster, redact);
    return redact;
  };
}

function createRedact(key: Uint8Array | undefined, which: Arguments): Redact {
  const rules: Rules = { replace: key ? keyed(key) : () => `${PLACEHOLDER}]`, arguments: which };
  return (raw, known) => {
    const suspicion =
      suspicionOf(raw, known === 'native') ?? (isOftenSecret(raw, known) || isSplit(raw) ? EVERYWHERE : undefined);
    return suspicion && redact(raw, suspicion, rules);
  };
}

const EVERYWHERE: Suspicion = { places: 'all' };
const KEY_BYTES = 32;

function clusterKey(key: Uint8Array, cluster: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', `verbatim redaction ${cluster}`, KEY_BYTES));
}

const LINE_FEED = 0x0a;
const DOCKER_LOG = Buffer.from('{"log":');

/** Whether it is a line that Docker has split: what tells of a secret may be split too. */
function isSplit(raw: Uint8Array): boolean {
  if (raw[4] !== DOCKER_LOG[4] || !DOCKER_LOG.equals(raw.subarray(0, DOCKER_LOG.length))) return false;
  return raw.subarray(0, -1).includes(LINE_FEED);
}

/** Members that hold secrets in some bodies: where JSON breaks off, what would say in which may be missing. */
const OFTEN_SECRET = /"(?:data|stringData|secret|additionalSecrets|token|Data|JoinToken|password)\\?"\s*:/;

function isOftenSecret(raw: Uint8Array, known: Known): boolean {
  return known === 'unread' && OFTEN_SECRET.test(latin1(raw));
}

/** Hexadecimal digits of a placeholder: enough to tell secrets apart, of no use to guess long ones even with the key. */
const DIGITS = 16;

function keyed(key: Uint8Array): Replace {
  return (secret) => `${PLACEHOLDER}:${createHmac('sha256', key).update(secret).digest('hex').slice(0, DIGITS)}]`;
}

/** What an event of Kubernetes has, whatever stands before it. */
const AUDIT_ID = '"auditID"';

function redact(raw: Uint8Array, suspicion: Suspicion, rules: Rules): Redacted | undefined {
  const json = jsonStart(raw);
  if (json < 0) return redactLine(raw, rules);
  const split = readSplitLog(raw);
  if (split) {
    // What tells of a secret may have been split too.
    const within = suspicionOf(split.text, false);
    const inner = within && redact(split.text, within, rules);
    return inner && { ...inner, raw: split.wrap(inner.raw) };
  }
  // Places are counted from where the bytes begin.
  const within = json > 0 && !latin1(raw).includes(AUDIT_ID) ? PAYLOAD : ANYWHERE;
  const found = findSecrets(raw.subarray(json), json === 0 ? suspicion : EVERYWHERE, rules, within);
  if (!found) return cutOff(raw, rules);
  const head = json === 0 ? undefined : redactLine(raw.subarray(0, json), rules);
  if (found.length === 0 && !head) return undefined;
  const removed = [...(head?.removed ?? []), ...found.map(({ what }) => what)];
  const bare = applyEdits(raw.subarray(json), found);
  const named = annotate(bare, removed);
  const body = named ?? bare;
  const whole = json === 0 ? body : Buffer.concat([head?.raw ?? raw.subarray(0, json), body]);
  return { raw: whole, removed, isNamed: named !== undefined };
}

/** A line of text has so much before its JSON at most: the header of a syslog message, the name of a node. */
const MAX_HEAD = 1_024;

/** Where the JSON of an entry begins, also behind a header; -1 where there is none. */
function jsonStart(raw: Uint8Array): number {
  const start = skipSpace(raw, 0, raw.length);
  if (raw[start] === OPEN_BRACE || (raw[start] === OPEN_BRACKET && !isDigit(raw[start + 1]))) return start;
  const brace = raw.subarray(0, MAX_HEAD).indexOf(OPEN_BRACE);
  return brace > 0 && raw[brace - 1] === 0x20 && raw[brace + 1] === 0x22 ? brace : -1;
}

/** A line may begin with its time in brackets. */
function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function redactLine(raw: Uint8Array, rules: Rules): Redacted | undefined {
  const removed = new Set<string>();
  const before = latin1(raw);
  const after = redactText(before, {
    replace: (secret) => rules.replace(Buffer.from(secret, 'latin1')),
    note: (name) => removed.add(name),
    arguments: rules.arguments,
  });
  return after === before ? undefined : { raw: Buffer.from(after, 'latin1'), removed: [...removed], isNamed: false };
}

/** What can begin a secret in an event that cannot be read. */
const FIRST_SECRET =
  /"(?:requestObject|responseObject|data|stringData|secret|additionalSecrets|token|log|Data|JoinToken|password)\\?"\s*:/;

/** Fails closed: of a text that breaks off or is no JSON, nothing stays from the first member on that may hold a secret. */
function cutOff(raw: Uint8Array, rules: Rules): Redacted | undefined {
  const at = latin1(raw).search(FIRST_SECRET);
  if (at < 0) return redactLine(raw, rules);
  const head = raw.subarray(0, at);
  const note = Buffer.from(`"${PLACEHOLDER}: ${raw.length - at} bytes that cannot be read]"`);
  const line = redactLine(head, rules);
  return {
    raw: Buffer.concat([line?.raw ?? head, note]),
    removed: [...(line?.removed ?? []), 'all from the first body on'],
    isNamed: false,
  };
}
