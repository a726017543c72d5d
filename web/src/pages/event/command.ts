import type { AuditEvent } from '../../../../src/event/event.ts';

/** The command that was run in a container, as its address has it: one argument a line where there are several lines in one. */
export function commandOf({ objectRef, requestURI = '' }: AuditEvent): string | undefined {
  if (objectRef?.subresource !== 'exec') return undefined;
  const words = new URLSearchParams(requestURI.split('?')[1] ?? '').getAll('command');
  return words.length === 0 ? undefined : words.join(' ');
}
