import type { AuditEvent, ResponseStatus } from '../../event/event.ts';
import { annotator, logEvent, present } from '../log-event.ts';
import { readLogTime } from '../log-time.ts';
import type { CadfEvent } from './cadf.ts';

const annotationsOf = annotator(
  'activity-tracker.cloud.ibm.com',
  'action',
  'credential-type',
  'initiator-type',
  'target-type',
  'severity',
  'log-source',
  'id',
  'outcome',
);

/** What was done to what, in Kubernetes' words: `containers-kubernetes.cluster.create` → create cluster of that service. */
export function toEvent(cadf: CadfEvent): AuditEvent {
  const { action, time, initiator, target, requestData, responseData, message, correlationId, id } = cadf;
  const { service, resource, verb } = partsOf(action);
  const event = logEvent(readLogTime(time, 0)?.time);
  event.level = responseData !== undefined ? 'RequestResponse' : requestData !== undefined ? 'Request' : 'Metadata';
  const auditID = correlationId ?? id;
  if (auditID) event.auditID = auditID;
  event.verb = verb;
  const user = present({ username: initiator.name ?? initiator.id, uid: initiator.id });
  if (user) event.user = user;
  if (initiator.address) event.sourceIPs = [initiator.address];
  if (initiator.agent) event.userAgent = initiator.agent;
  event.objectRef = {
    ...present({ resource, name: target.name ?? target.id, uid: target.id, apiGroup: service }),
  };
  const status = statusOf(cadf);
  if (status) event.responseStatus = status;
  if (requestData !== undefined) event.requestObject = requestData;
  if (responseData !== undefined) event.responseObject = responseData;
  event.annotations = annotationsOf({
    action,
    'credential-type': initiator.credential,
    'initiator-type': initiator.type,
    'target-type': target.type,
    severity: cadf.severity,
    'log-source': cadf.source,
    id: auditID === id ? undefined : id,
    outcome: cadf.outcome,
  });
  if (message) event.message = message;
  return event;
}

interface ActionParts {
  readonly service: string | undefined;
  readonly resource: string | undefined;
  readonly verb: string;
}

/** `service.object.verb`; what stands between, such as the kind of an object's part, is not named. */
function partsOf(action: string): ActionParts {
  const parts = action.split('.');
  return {
    service: parts.length > 1 ? parts[0] : undefined,
    resource: parts.length > 2 ? parts.at(-2) : undefined,
    verb: parts.at(-1) || action,
  };
}

/** `outcome` stands where no code tells how it went, and is there for those that are not yet decided: `pending`. */
function statusOf({ outcome, reason }: CadfEvent): ResponseStatus | undefined {
  const status: ResponseStatus = {};
  if (outcome === 'success') status.status = 'Success';
  if (outcome === 'failure') status.status = 'Failure';
  const text = reason.failure ?? reason.type;
  if (text) status.message = text;
  if (reason.failure && reason.type) status.reason = reason.type;
  if (reason.code) status.code = reason.code;
  return Object.keys(status).length > 0 ? status : undefined;
}
