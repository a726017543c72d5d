import { hash, randomUUID } from 'node:crypto';
import { OWN_NAME } from '../../event/record.ts';
import { nowMicros } from '../../event/time.ts';
import type { Deed } from './own-event.ts';

/** A longer text is recorded by its digest alone: it is ten times the longest policy that is known. */
const MAX_TEXT = 64 * 1024;
const REFUSED = 422;
/** Enough for the first errors of a file; the log has all. */
const MAX_PROBLEM = 2_000;

/** A configured policy that has changed. */
export interface PolicyChange {
  /** Whether it is a new one, another text, or no longer configured; without it, another text. */
  readonly verb?: 'create' | 'update' | 'delete' | undefined;
  /** The file. */
  readonly name: string;
  /** What it says now; missing where it cannot be read. */
  readonly text?: string | undefined;
  /** Why it cannot be used; then the policy before stays in use. */
  readonly problem?: string | undefined;
}

/** Another policy decides what is kept from now on, or should have and cannot. */
export function policyChangeDeed({ verb = 'update', name, text, problem }: PolicyChange): Deed {
  const now = nowMicros();
  return {
    auditID: randomUUID(),
    stage: 'ResponseComplete',
    verb,
    actor: { id: 'server', name: `${OWN_NAME}:server`, role: 'server' },
    receivedAt: now,
    stageAt: now,
    resource: 'policies',
    name,
    code: problem === undefined ? 200 : REFUSED,
    ...(text !== undefined && text.length <= MAX_TEXT ? { body: { policy: text } } : {}),
    notes: { sha256: text === undefined ? undefined : hash('sha256', text), problem: problem?.slice(0, MAX_PROBLEM) },
  };
}
