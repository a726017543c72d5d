import type { AuditEvent } from '../event/event.ts';
import { LEVELS } from '../event/event.ts';
import type { Decision } from './evaluate.ts';
import { withoutManagedFields } from './managed-fields.ts';
import type { Level } from './policy.ts';

/**
 * An event as kube-apiserver would have written it under a decision; `undefined` where it would have written none. What the
 * event was recorded without stays missing. Gives the event itself where nothing changes.
 * Source: kubernetes/apiserver `pkg/audit/request.go`.
 */
export function recordedAs(
  event: AuditEvent,
  { level, omitStages, omitManagedFields }: Decision,
): AuditEvent | undefined {
  if (level === 'None' || omitStages.some((stage) => stage === event.stage)) return undefined;
  const lowered = atMost(event, level);
  return omitManagedFields ? strip(lowered) : lowered;
}

/** Which of two levels records less. */
export function lower(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b) ? a : b;
}

/** The level at which an event was recorded; platforms write it in capitals or not. An unknown one may hold all. */
export function levelOf({ level = '' }: Pick<AuditEvent, 'level'>): Level {
  return LEVELS.find((known) => known.toLowerCase() === level.toLowerCase()) ?? 'RequestResponse';
}

function atMost(event: AuditEvent, level: Level): AuditEvent {
  if (levelOf(event) === lower(levelOf(event), level)) return event;
  const { responseObject: _response, ...withRequest } = event;
  if (level === 'Request') return { ...withRequest, level };
  const { requestObject: _request, ...metadata } = withRequest;
  return { ...metadata, level };
}

/** A patch is kept as it was sent: kube-apiserver does not read it as an object. */
function strip(event: AuditEvent): AuditEvent {
  const { requestObject, responseObject, verb } = event;
  const request = verb === 'patch' ? requestObject : withoutManagedFields(requestObject);
  const response = withoutManagedFields(responseObject);
  if (request === requestObject && response === responseObject) return event;
  return {
    ...event,
    ...(requestObject === undefined ? {} : { requestObject: request }),
    ...(responseObject === undefined ? {} : { responseObject: response }),
  };
}
