import { actorOf, OUTCOMES, outcomeOf, timeOf } from './derive.ts';
import { EVENT_KEYS, LEVELS, STAGES } from './event.ts';
import type { AuditRecord } from './record.ts';

/**
 * What a field holds. A missing value is `''`, `0`, `[]` or `{}`: a field exists when its value is not that.
 * - `keyword` a string · `keywords` a list of strings · `ips` a list of IP addresses · `integer` a 32-bit integer
 * - `time` RFC 3339, kept to the microsecond · `uuid` a string that mostly is a UUID
 * - `map` string → string · `lists` string → list of strings; a key follows the field's name after a dot
 * - `body` a JSON value; a path into it follows the field's name after a dot
 */
export type FieldType = 'keyword' | 'keywords' | 'ips' | 'integer' | 'time' | 'uuid' | 'map' | 'lists' | 'body';

/** Where a field comes from: the event as received, the envelope that Verbatim vouches for, or a reading of both. */
export type FieldOrigin = 'event' | 'envelope' | 'derived';

export interface Field {
  /** The name that Kubernetes gives it, with dots. */
  readonly name: string;
  readonly type: FieldType;
  readonly origin: FieldOrigin;
  /** The store's column. */
  readonly column: string;
  /** A short name that the query language also takes. */
  readonly short?: string;
  /** Whether its values are worth counting and completing. */
  readonly facet: boolean;
  /** All values that it can have, where that is settled. */
  readonly values?: readonly string[];
  readonly description: string;
  readonly example: string;
  /** The value in a record; `undefined` where it is missing. */
  readonly read: (record: AuditRecord) => unknown;
}

type Spec = Omit<Field, 'read' | 'facet' | 'origin' | 'name' | 'type'> & { facet?: boolean };

function path(name: string): (record: AuditRecord) => unknown {
  const [first, second] = name.split('.') as [string, string | undefined];
  if (second === undefined) return (record) => record.event[first];
  return (record) => (record.event[first] as Record<string, unknown> | undefined)?.[second];
}

function event(name: string, type: FieldType, spec: Spec): Field {
  return { name, type, origin: 'event', facet: false, ...spec, read: path(name) };
}

function other(
  origin: FieldOrigin,
  name: string,
  type: FieldType,
  read: (record: AuditRecord) => unknown,
  spec: Spec,
): Field {
  return { name, type, origin, facet: false, ...spec, read };
}

const KNOWN: ReadonlySet<string> = new Set(EVENT_KEYS);

function unknownFields(record: AuditRecord): Record<string, unknown> | undefined {
  let found: Record<string, unknown> | undefined;
  for (const key of Object.keys(record.event)) {
    if (KNOWN.has(key)) continue;
    found ??= Object.create(null) as Record<string, unknown>;
    found[key] = record.event[key];
  }
  return found;
}

/** The one table of fields, in the order in which they are shown. */
export const FIELDS: readonly Field[] = [
  other('derived', 'time', 'time', (r) => timeOf(r.event, r.receivedAt), {
    column: 'time',
    description:
      'When it happened: when the request arrived, else when the stage was reached, else when it was received.',
    example: '2026-03-01T03:12:45.123456Z',
  }),
  other('derived', 'actor', 'keyword', (r) => actorOf(r.event), {
    column: 'actor',
    facet: true,
    description:
      'Who acted: the impersonated user, else the name in the platform’s annotations, else the authenticated user; by one name where `actors` knows several.',
    example: 'alice',
  }),
  event('verb', 'keyword', {
    column: 'verb',
    facet: true,
    description: 'The Kubernetes verb; for requests that are not about a resource, the HTTP method in lower case.',
    example: 'delete',
  }),
  event('objectRef.resource', 'keyword', {
    column: 'object_resource',
    short: 'resource',
    facet: true,
    description: 'The kind of object, in plural and lower case.',
    example: 'secrets',
  }),
  event('objectRef.subresource', 'keyword', {
    column: 'object_subresource',
    facet: true,
    description: 'The part of the object that the request is about.',
    example: 'exec',
  }),
  event('objectRef.namespace', 'keyword', {
    column: 'object_namespace',
    short: 'ns',
    facet: true,
    description: 'The namespace of the object.',
    example: 'prod',
  }),
  event('objectRef.name', 'keyword', {
    column: 'object_name',
    short: 'name',
    facet: true,
    description: 'The name of the object. A create by generateName has none.',
    example: 'db-password',
  }),
  event('objectRef.apiGroup', 'keyword', {
    column: 'object_api_group',
    facet: true,
    description: 'The API group of the object; missing for the core group.',
    example: 'rbac.authorization.k8s.io',
  }),
  event('objectRef.apiVersion', 'keyword', {
    column: 'object_api_version',
    description: 'The API version of the object, without the group.',
    example: 'v1',
  }),
  event('objectRef.uid', 'keyword', {
    column: 'object_uid',
    description: 'The uid of the object, where the request names it.',
    example: '5c57190b-6993-425d-8101-8337e48c7548',
  }),
  event('objectRef.resourceVersion', 'keyword', {
    column: 'object_resource_version',
    description: 'The resource version of the object, where the request names it.',
    example: '574307',
  }),
  other('derived', 'outcome', 'keyword', (r) => outcomeOf(r.event), {
    column: 'outcome',
    facet: true,
    values: OUTCOMES,
    description: 'How it ended: allowed, denied, failed or unknown.',
    example: 'denied',
  }),
  event('responseStatus.code', 'integer', {
    column: 'response_code',
    short: 'code',
    facet: true,
    description: 'The HTTP code of the answer.',
    example: '403',
  }),
  event('responseStatus.status', 'keyword', {
    column: 'response_status',
    description: 'Success or Failure, where the answer says so.',
    example: 'Failure',
  }),
  event('responseStatus.reason', 'keyword', {
    column: 'response_reason',
    facet: true,
    description: 'Why the request failed, in one word.',
    example: 'Forbidden',
  }),
  event('responseStatus.message', 'keyword', {
    column: 'response_message',
    description: 'Why the request failed, as a sentence.',
    example: 'pods is forbidden: User "bob" cannot list pods',
  }),
  event('responseStatus.details', 'body', {
    column: 'response_details',
    description: 'What the failure was about; a path may follow.',
    example: '{"kind":"pods"}',
  }),
  event('user.username', 'keyword', {
    column: 'user_username',
    short: 'user',
    facet: true,
    description: 'Who authenticated.',
    example: 'system:serviceaccount:ci:deployer',
  }),
  event('user.uid', 'keyword', {
    column: 'user_uid',
    description: 'The uid of who authenticated.',
    example: '8cada332-2d31-4454-b541-e0315033164d',
  }),
  event('user.groups', 'keywords', {
    column: 'user_groups',
    facet: true,
    description: 'The groups of who authenticated.',
    example: 'system:masters',
  }),
  event('user.extra', 'lists', {
    column: 'user_extra',
    description: 'What else the authenticator said; a key follows.',
    example: 'authentication.kubernetes.io/pod-name',
  }),
  event('impersonatedUser.username', 'keyword', {
    column: 'impersonated_username',
    facet: true,
    description: 'Whom the authenticated user acted as.',
    example: 'bob',
  }),
  event('impersonatedUser.uid', 'keyword', {
    column: 'impersonated_uid',
    description: 'The uid of whom the authenticated user acted as.',
    example: '0074aab6-6ff7-4b4c-b821-49526a96ebcb',
  }),
  event('impersonatedUser.groups', 'keywords', {
    column: 'impersonated_groups',
    description: 'The groups of whom the authenticated user acted as.',
    example: 'system:authenticated',
  }),
  event('impersonatedUser.extra', 'lists', {
    column: 'impersonated_extra',
    description: 'Further attributes of whom the authenticated user acted as; a key follows.',
    example: 'scopes',
  }),
  event('authenticationMetadata.impersonationConstraint', 'keyword', {
    column: 'impersonation_constraint',
    description: 'The verb of the constrained impersonation that was used.',
    example: 'impersonate:user-info',
  }),
  event('sourceIPs', 'ips', {
    column: 'source_ips',
    short: 'ip',
    facet: true,
    description: 'From where: the client and proxies between. All but the last can be forged by the client.',
    example: '10.1.2.3',
  }),
  event('userAgent', 'keyword', {
    column: 'user_agent',
    short: 'agent',
    facet: true,
    description: 'What the client calls itself.',
    example: 'kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc',
  }),
  event('requestURI', 'keyword', {
    column: 'request_uri',
    description: 'The request’s path and query.',
    example: '/api/v1/namespaces/prod/secrets/db-password',
  }),
  event('level', 'keyword', {
    column: 'level',
    facet: true,
    values: LEVELS,
    description: 'How much was recorded: Metadata, Request or RequestResponse.',
    example: 'RequestResponse',
  }),
  event('stage', 'keyword', {
    column: 'stage',
    facet: true,
    values: STAGES,
    description: 'Where in its handling the request was: RequestReceived, ResponseStarted, ResponseComplete or Panic.',
    example: 'ResponseComplete',
  }),
  event('auditID', 'uuid', {
    column: 'audit_id',
    description: 'The id of the request, which all its stages share. The client may choose it.',
    example: 'b6560098-0bbb-4593-ad6a-9c0022e9dc87',
  }),
  event('requestReceivedTimestamp', 'time', {
    column: 'request_received_time',
    description: 'When the request reached the API server.',
    example: '2026-03-01T03:12:45.123456Z',
  }),
  event('stageTimestamp', 'time', {
    column: 'stage_time',
    description: 'When the request reached this stage.',
    example: '2026-03-01T03:12:45.130001Z',
  }),
  event('annotations', 'map', {
    column: 'annotations',
    description: 'What authorisation, admission and the platform noted; a key follows, in quotation marks or not.',
    example: 'authorization.k8s.io/decision',
  }),
  event('requestObject', 'body', {
    column: 'request_object',
    description: 'The body of the request; a path may follow.',
    example: 'spec.replicas',
  }),
  event('responseObject', 'body', {
    column: 'response_object',
    description: 'The body of the answer; a path may follow.',
    example: 'metadata.uid',
  }),
  other('derived', 'unknown', 'body', unknownFields, {
    column: 'unknown_fields',
    description: 'Fields of the event that audit.k8s.io/v1 does not know; a path may follow.',
    example: 'vendorField',
  }),
  event('apiVersion', 'keyword', {
    column: 'api_version',
    description: 'The version of the event’s own format, where it says so.',
    example: 'audit.k8s.io/v1',
  }),
  other('envelope', 'cluster', 'keyword', (r) => r.cluster, {
    column: 'cluster',
    facet: true,
    description: 'Which cluster it belongs to, by the credential or source that delivered it.',
    example: 'prod-eu',
  }),
  other('envelope', 'platform', 'keyword', (r) => r.platform, {
    column: 'platform',
    facet: true,
    description: 'The platform that wrote it.',
    example: 'kubernetes',
  }),
  other('envelope', 'component', 'keyword', (r) => r.component, {
    column: 'component',
    facet: true,
    description: 'The component that wrote it.',
    example: 'kube-apiserver',
  }),
  other('envelope', 'node', 'keyword', (r) => r.node, {
    column: 'node',
    facet: true,
    description: 'The node where it was written, where known.',
    example: 'master-0',
  }),
  other('envelope', 'source', 'keyword', (r) => r.source, {
    column: 'source',
    facet: true,
    description: 'The configured source that took it in.',
    example: 'kubernetes-webhook',
  }),
  other('envelope', 'receivedAt', 'time', (r) => r.receivedAt, {
    column: 'received_at',
    description: 'When Verbatim received it.',
    example: '2026-03-01T03:12:46.000123Z',
  }),
  other('envelope', 'quarantine', 'keyword', (r) => r.quarantine?.reason, {
    column: 'quarantine_reason',
    facet: true,
    description: 'Why it could not be read; missing where it could.',
    example: 'invalid-json',
  }),
];

const BY_NAME = new Map<string, Field>();
for (const field of FIELDS) {
  BY_NAME.set(field.name, field);
  if (field.short) BY_NAME.set(field.short, field);
}

/** The field of that name or short name. */
export function fieldOf(name: string): Field | undefined {
  return BY_NAME.get(name);
}

/** A field and the keys that follow its name: at most one for `map` and `lists`, any number for `body`, else none. */
export interface FieldPath {
  readonly field: Field;
  readonly keys: readonly string[];
}

/**
 * Finds the field that a name reaches, or `undefined`. A string is cut at its dots; an array is taken as the exact
 * parts, which may hold dots: `['requestObject', 'metadata', 'labels', 'app.kubernetes.io/name']`.
 */
export function resolveField(name: string | readonly string[]): FieldPath | undefined {
  const parts = typeof name === 'string' ? name.split('.') : name;
  for (let size = parts.length; size > 0; size--) {
    const field = BY_NAME.get(parts.slice(0, size).join('.'));
    if (!field) continue;
    const keys = parts.slice(size);
    if (keys.length === 0 || field.type === 'body') return { field, keys };
    if (field.type === 'map' || field.type === 'lists') return { field, keys: [keys.join('.')] };
  }
  return undefined;
}
