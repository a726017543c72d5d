import { isUtf8 } from 'node:buffer';
import type { AuditEvent } from '../../event/event.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_DEPTH } from '../../event/limits.ts';
import { parseMicros } from '../../event/time.ts';
import { quarantined, type Reading } from '../reading.ts';
import { checkEvent } from './shape.ts';

/** One of these makes a JSON object an audit event. */
const MARKS = ['auditID', 'requestURI', 'verb', 'stage'] as const;

/**
 * Reads one JSON event of `audit.k8s.io` v1, v1beta1 or v1alpha1. Never throws.
 * `depth` is the nesting of the JSON, which whoever split the body knows already.
 */
export function decodeKubernetes(raw: Uint8Array, depth: number): Reading {
  if (raw.length > MAX_EVENT_BYTES) {
    return quarantined('too-large', `the event has ${raw.length} bytes; ${MAX_EVENT_BYTES} are read at most`);
  }
  if (depth > MAX_EVENT_DEPTH) {
    return quarantined('too-deep', `the event is nested ${depth} levels deep; ${MAX_EVENT_DEPTH} are read at most`);
  }
  if (!isUtf8(raw)) return quarantined('invalid-utf8', 'the event is not valid UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8'));
  } catch (error) {
    return quarantined('invalid-json', parseProblem(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return quarantined('not-an-event', 'expected a JSON object with the fields of an audit event');
  }
  const event = value as AuditEvent;
  if (!MARKS.some((key) => event[key] !== undefined)) {
    return quarantined('not-an-event', `the object has none of the fields ${MARKS.join(', ')}`);
  }
  const problem = checkEvent(event, '');
  if (problem) return quarantined('wrong-type', problem);
  const native = !splitGroupVersion(event);
  dropUnusableTimes(event);
  return { event, native };
}

/** v1alpha1 wrote the group into objectRef.apiVersion: `apps/v1beta1`. Gives whether this event did. */
function splitGroupVersion(event: AuditEvent): boolean {
  const ref = event.objectRef;
  const slash = ref?.apiVersion?.indexOf('/') ?? -1;
  if (!ref?.apiVersion || slash < 0) return false;
  ref.apiGroup ??= ref.apiVersion.slice(0, slash);
  ref.apiVersion = ref.apiVersion.slice(slash + 1);
  return true;
}

const TIMES = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp'] as const;
const EARLIEST = Date.UTC(1970, 0, 1) * 1000 + 1;
const LATEST = Date.UTC(2200, 0, 1) * 1000;

/** Go writes the year 1 for a time that was never set; such a time is missing. */
function dropUnusableTimes(event: AuditEvent): void {
  for (const key of TIMES) {
    const text = event[key];
    if (text === undefined) continue;
    const micros = parseMicros(text) ?? 0;
    if (micros < EARLIEST || micros >= LATEST) delete event[key];
  }
}

/** V8's messages quote the text, which may hold secrets; only the position is kept. */
function parseProblem(error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position === undefined
    ? 'the JSON breaks off or is malformed'
    : `the JSON is malformed at character ${position}`;
}
