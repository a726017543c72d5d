import type { AuditEvent } from '../../event/event.ts';
import type { JsonValue } from '../java-text.ts';
import { annotator, logEvent, present } from '../log-event.ts';
import { dashed, deedOf, PKS_GROUP } from '../pks.ts';
import type { AgentReport } from './read-agent.ts';

const annotationsOf = annotator(
  PKS_GROUP,
  'action',
  'cluster-uuid',
  'owner',
  'plan',
  'plan-id',
  'bosh-task',
  'state',
  'truncated',
);

/**
 * What the agent reports is that something was done, beside the entry that says who asked for it: it is about the telemetry of the object,
 * so that nothing is counted twice.
 */
export function agentEvent(time: string, { operation, parts, isCut }: AgentReport): AuditEvent {
  const action = dashed(operation);
  const { verb, resource } = deedOf(action);
  const entity = textsOf(parts.get('cluster entity'));
  const request = textsOf(parts.get('cluster request'));
  const plan = textsOf(parts.get('plan'));
  const event = logEvent(time);
  event.verb = verb;
  event.objectRef = {
    ...present({ resource, subresource: 'telemetry', name: entity('name') ?? request('name'), uid: entity('uuid') }),
    apiGroup: PKS_GROUP,
  };
  if (parts.size > 0) {
    event.level = 'Request';
    event.requestObject = Object.fromEntries([...parts].map(([label, part]) => [camelCase(label), part]));
  }
  event.annotations = annotationsOf({
    action,
    'cluster-uuid': entity('uuid'),
    owner: entity('owner'),
    plan: plan('name') ?? request('planName'),
    'plan-id': entity('planId') ?? plan('id'),
    'bosh-task': boshTask(entity('brokerOperationId')),
    state: entity('lastActionState'),
    truncated: isCut ? 'true' : undefined,
  });
  return event;
}

/** The properties of an object that are texts or numbers, as texts. */
function textsOf(part: JsonValue | undefined): (name: string) => string | undefined {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return () => undefined;
  const values: { readonly [name: string]: JsonValue } = part as { readonly [name: string]: JsonValue };
  return (name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
}

const BOSH_TASK = /"BoshTaskID":\s?(\d{1,20})/;

/** The broker's operation is JSON, in which the task's number comes first. */
function boshTask(operationId = ''): string | undefined {
  return BOSH_TASK.exec(operationId)?.[1];
}

function camelCase(label: string): string {
  return label.replace(/ +(\w?)/g, (_spaces, letter: string) => letter.toUpperCase());
}
