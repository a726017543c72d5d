import type { AuditEvent } from '../event/event.ts';

/** A parameter of the request's address; `undefined` where it has none, or an empty one. */
export function parameterOf(event: AuditEvent, name: string): string | undefined {
  return parametersOf(event, name).find((value) => value !== '');
}

/** All values of a parameter of the request's address, in their order. */
export function parametersOf({ requestURI = '' }: AuditEvent, name: string): readonly string[] {
  const start = requestURI.indexOf('?');
  return start < 0 ? [] : new URLSearchParams(requestURI.slice(start + 1)).getAll(name);
}
