import { createHash } from 'node:crypto';
import type { Envelope } from '../../event/record.ts';

/** What is known of an event that lies in a file: nothing vouches for its cluster. What its line and path do not say is as an import has it. `receivedAt` is RFC 3339. */
export function fileEnvelope(receivedAt: string): Envelope {
  return { cluster: '', platform: 'kubernetes', component: 'kube-apiserver', node: '', source: 'file', receivedAt };
}

/** Hexadecimal digits of the hash that names a record of a file: enough to tell apart all events of any file. */
export const HASH_DIGITS = 16;

export function hashOf(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex').slice(0, HASH_DIGITS);
}

/** The id of a record of a file: it follows from its bytes. */
export function fileRecordId(raw: Uint8Array): string {
  return `file-${hashOf(raw)}`;
}

/** The hash in such an id, `undefined` for other texts. */
export function parseFileRecordId(id: string): string | undefined {
  return /^file-([0-9a-f]{16})$/.exec(id)?.[1];
}
