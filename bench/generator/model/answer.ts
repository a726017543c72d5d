import { goJson } from '../write/go-json.ts';
import type { Kind } from './kinds.ts';

/** How the API server answered, as the audit event and the body of the answer tell it. */
export interface Answer {
  readonly code: number;
  /** `"responseStatus":{…}` */
  readonly status: string;
  /** The body of a failure: a `Status`. */
  readonly body?: string;
  /** The authoriser said no. */
  readonly forbidden?: boolean;
}

function plain(code: number): Answer {
  return { code, status: `"responseStatus":{"metadata":{},"code":${code}}` };
}

export const OK = plain(200);
export const CREATED = plain(201);
export const SWITCHING_PROTOCOLS = plain(101);
/** Authentication failed: there is no user, and only the tried methods are noted. */
export const UNAUTHORIZED: Answer = {
  code: 401,
  status: '"responseStatus":{"metadata":{},"message":"Authentication failed, attempted: bearer","code":401}',
};

function status(outcome: string, code: number, said: Record<string, unknown>): Answer {
  const rest = goJson({ status: outcome, ...said, code }).slice(1);
  const body = `{"kind":"Status","apiVersion":"v1","metadata":{},${rest}`;
  return { code, status: `"responseStatus":{"metadata":{},${rest}`, body };
}

function details(kind: Kind, name: string | undefined, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...(name && { name }), ...(kind.group && { group: kind.group }), kind: kind.resource, ...more };
}

/** A delete that was carried out at once. */
export function deleted(kind: Kind, name: string, uid: string): Answer {
  return status('Success', 200, { details: details(kind, name, { uid }) });
}

/** The part of the API that was denied. Without `namespace` it is the cluster's scope. */
export interface Denied {
  readonly username: string;
  readonly verb: string;
  readonly kind: Kind;
  readonly name?: string;
  readonly namespace?: string;
  readonly subresource?: string;
}

export function forbidden({ username, verb, kind, name, namespace, subresource }: Denied): Answer {
  const what = subresource ? `${kind.resource}/${subresource}` : kind.resource;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const message = `${kind.qualified}${name ? ` "${name}"` : ''} is forbidden: User "${username}" cannot ${verb} resource "${what}" in API group "${kind.group}" ${where}`;
  const said = { message, reason: 'Forbidden', details: details(kind, name) };
  return { ...status('Failure', 403, said), forbidden: true };
}

/** For requests that are not about a resource. */
export function forbiddenPath(username: string, verb: string, path: string): Answer {
  const message = `forbidden: User "${username}" cannot ${verb} path "${path}"`;
  return { ...status('Failure', 403, { message, reason: 'Forbidden', details: {} }), forbidden: true };
}

export function notFound(kind: Kind, name: string): Answer {
  const message = `${kind.qualified} "${name}" not found`;
  return status('Failure', 404, { message, reason: 'NotFound', details: details(kind, name) });
}

export function alreadyExists(kind: Kind, name: string): Answer {
  const message = `${kind.qualified} "${name}" already exists`;
  return status('Failure', 409, { message, reason: 'AlreadyExists', details: details(kind, name) });
}

export function conflict(kind: Kind, name: string): Answer {
  const message = `Operation cannot be fulfilled on ${kind.qualified} "${name}": the object has been modified; please apply your changes to the latest version and try again`;
  return status('Failure', 409, { message, reason: 'Conflict', details: details(kind, name) });
}

export function invalid(kind: Kind, name: string, field: string, why: string): Answer {
  const message = `${kind.kind}${kind.group && `.${kind.group}`} "${name}" is invalid: ${field}: ${why}`;
  const causes = [{ reason: 'FieldValueInvalid', message: why, field }];
  const about = { name, ...(kind.group && { group: kind.group }), kind: kind.kind, causes };
  return status('Failure', 422, { message, reason: 'Invalid', details: about });
}

/** A validating webhook did not answer in time. */
export function webhookFailed(webhook: string, service: string): Answer {
  const why = `failed calling webhook "${webhook}": failed to call webhook: Post "https://${service}:443/validate?timeout=10s": context deadline exceeded`;
  return status('Failure', 500, {
    message: `Internal error occurred: ${why}`,
    reason: 'InternalError',
    details: { causes: [{ message: why }] },
  });
}

export function timedOut(): Answer {
  const message = 'Timeout: request did not complete within requested timeout - context deadline exceeded';
  return status('Failure', 504, { message, reason: 'Timeout', details: {} });
}

export function unavailable(): Answer {
  const message = 'the server is currently unable to handle the request';
  return status('Failure', 503, { message, reason: 'ServiceUnavailable', details: {} });
}
