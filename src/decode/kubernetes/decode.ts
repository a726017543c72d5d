import { isUtf8 } from 'node:buffer';
import { createCanonicalReader } from '../../event/canonical.ts';
import type { AuditEvent } from '../../event/event.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_CONTAINERS, MAX_EVENT_DEPTH } from '../../event/limits.ts';
import { quarantined, type Reading } from '../reading.ts';
import type { Structure } from '../received.ts';
import { checkEvent } from './shape.ts';

/** One of these makes a JSON object an audit event. */
const MARKS = ['auditID', 'requestURI', 'verb', 'stage'] as const;

const readCanonical = createCanonicalReader();

/**
 * Reads one JSON event of `audit.k8s.io` v1, v1beta1 or v1alpha1. Never throws.
 * The structure of the JSON is what whoever cut it out has seen.
 */
export function decodeKubernetes(raw: Uint8Array, { depth, containers }: Structure): Reading {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  if (raw.length > MAX_EVENT_BYTES) {
    return quarantined('too-large', `the event has ${raw.length} bytes; ${MAX_EVENT_BYTES} are read at most`);
  }
  if (depth > MAX_EVENT_DEPTH) {
    return quarantined('too-deep', `the event is nested ${depth} levels deep; ${MAX_EVENT_DEPTH} are read at most`);
  }
  if (containers > MAX_EVENT_CONTAINERS) {
    const detail = `the event holds ${containers} objects and arrays; ${MAX_EVENT_CONTAINERS} are read at most`;
    return quarantined('too-complex', detail);
  }
  if (!isUtf8(bytes)) return quarantined('invalid-utf8', 'the event is not valid UTF-8');
  return decodeText(bytes.toString('utf8'));
}

/**
 * Reads an event that was read before, to store it. One that kube-apiserver wrote keeps its bodies as the text that they
 * are, in `canonical.bodies`.
 */
export function decodeKnown(raw: Uint8Array): Reading {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8');
  const canonical = readCanonical(text);
  return canonical ? { event: canonical.event, native: true, canonical } : decodeText(text);
}

function decodeText(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
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
  const problem = checkEvent(event);
  if (problem) return quarantined('wrong-type', problem);
  return { event, native: !splitGroupVersion(event) };
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

/** V8's messages quote the text, which may hold secrets; only the position is kept. */
function parseProblem(error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position === undefined
    ? 'the JSON breaks off or is malformed'
    : `the JSON is malformed at character ${position}`;
}
