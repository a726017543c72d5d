import { MKE_USER, timeOf } from '../../event/derive.ts';
import { type AuditEvent, LEVELS, type ObjectReference } from '../../event/event.ts';
import { parseMicros } from '../../event/time.ts';
import { withoutPort } from './address.ts';
import type { Deed } from './deed.ts';
import { readRequest } from './read-request.ts';

/** The annotation that says whose API a request was made to, as the controller calls it. */
const KIND = 'ucp.mirantis.com/kind';
/** The annotation that says which stage the controller named. */
const STAGE = 'ucp.mirantis.com/stage';

/**
 * An event of the controller in the words of `audit.k8s.io/v1`: what was requested, without ports and in Kubernetes' spelling, and
 * the person beside the id. The types of its fields are right.
 */
export function readEvent(received: AuditEvent, loggedAt: string | undefined): AuditEvent {
  const { kind = '', metadata, level, user, sourceIPs, annotations, ...rest } = received;
  const deed = readRequest(received.verb ?? '', received.requestURI ?? '', kind);
  const objectRef = objectOf(deed, received);
  const person = user?.extra?.username?.[0];
  const isWhole = isAllOfRequest(received);
  const event: AuditEvent = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    ...rest,
    ...(isWhole ? { stage: 'ResponseComplete' } : {}),
    ...(level === undefined ? {} : { level: levelNamed(level) }),
    ...(deed.verb === '' ? {} : { verb: deed.verb }),
    ...(user ? { user } : {}),
    ...(sourceIPs ? { sourceIPs: sourceIPs.map(withoutPort) } : {}),
    ...(objectRef ? { objectRef } : {}),
    ...(isEmpty(metadata) ? {} : { metadata }),
  };
  const notes = {
    ...annotations,
    ...(person ? { [MKE_USER]: person } : {}),
    ...(kind ? { [KIND]: kind } : {}),
    ...(isWhole && received.stage ? { [STAGE]: received.stage } : {}),
  };
  if (Object.keys(notes).length > 0) event.annotations = notes;
  const hasTime = timeOf(event, '') !== '';
  if (!hasTime && loggedAt && parseMicros(loggedAt) !== undefined) event.requestReceivedTimestamp = loggedAt;
  return event;
}

/**
 * The controller writes one event a request, with the stage in which it began to make it and without the time of that stage. It
 * ends the request as far as anybody is told; as an early stage it would be left out wherever requests are counted.
 */
function isAllOfRequest({ stage, stageTimestamp }: AuditEvent): boolean {
  return stage === 'RequestReceived' && stageTimestamp === undefined;
}

/** What the platform says about the object wins; the name of a new one is in the body, where that was recorded. */
function objectOf({ verb, objectRef }: Deed, received: AuditEvent): ObjectReference | undefined {
  if (!objectRef) return received.objectRef;
  const name = verb === 'create' && !objectRef.subresource ? nameIn(received.requestObject) : undefined;
  return { ...(name === undefined ? {} : { name }), ...objectRef, ...received.objectRef };
}

/** Docker's bodies have `Name`, those of MKE `name`, those of Kubernetes `metadata.name`. */
function nameIn(body: unknown): string | undefined {
  const { Name, name, metadata } = fieldsOf(body);
  return [Name, name, fieldsOf(metadata).name].find((one): one is string => typeof one === 'string' && one !== '');
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The controller writes levels in lower case. */
function levelNamed(level: string): string {
  return LEVELS.find((name) => name.toLowerCase() === level.toLowerCase()) ?? level;
}

/** Go writes the time of an object that has none as null. */
function isEmpty(metadata: unknown): boolean {
  return Object.values(fieldsOf(metadata)).every((value) => value === null);
}
