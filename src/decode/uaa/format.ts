import type { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { once } from '../once.ts';
import { quarantined } from '../reading.ts';
import { KINDS } from './kinds.ts';
import { AUDIT, readUaaLine } from './read-line.ts';
import { uaaEvent } from './to-event.ts';

const MARK = Buffer.from(AUDIT);
const readOnce = once(({ text }) => readUaaLine(text));
const OPEN_BRACKET = 0x5b;
const SPACE = 0x20;

/** Audit lines of UAA, the server that signs users of PKS and Cloud Foundry in. */
export const uaa: Format = {
  name: 'uaa',
  description: 'audit lines of UAA, which signs in the users of PKS',
  kinds: KINDS,
  matches: (entry) => isAuditLine(entry) && readOnce(entry) !== undefined,
  decode: (entry) => {
    const line = readOnce(entry);
    if (!line) return quarantined('not-an-event', `the line has no type of event behind ${AUDIT.trim()}`);
    return { event: uaaEvent(line), platform: 'pks', component: 'uaa' };
  },
};

/** Told by its bytes, because nearly all that is asked about is none. */
function isAuditLine({ raw }: Entry): boolean {
  if (!raw || (raw[0] !== OPEN_BRACKET && raw[0] !== SPACE)) return false;
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes(MARK);
}
