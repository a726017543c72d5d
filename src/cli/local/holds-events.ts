import { createLineCutter } from '../../decode/cut-lines.ts';
import { decode } from '../../decode/decode.ts';
import type { ReceivedEvent } from '../../decode/received.ts';
import type { AuditEvent } from '../../event/event.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../../event/json-chars.ts';
import { isSpace } from '../../event/json-scan.ts';
import { peek } from '../import/peek.ts';

/** How much of a file is looked at: a log that also holds events has one by then. */
export const EXAMINED_BYTES = 1024 * 1024;

export interface Examined {
  readonly holdsEvents: boolean;
  /** The whole file. It can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Why it breaks off where it was looked at, if it does. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Looks into the beginning of a file whether there is an event in it, without losing it. */
export async function examine(bytes: AsyncIterable<Uint8Array>): Promise<Examined> {
  const { head, all, failure } = await peek(bytes, EXAMINED_BYTES);
  return { holdsEvents: holdsEvents(head), bytes: all, failure };
}

/** `head` is at least `EXAMINED_BYTES`, or all there is. */
export function holdsEvents(head: Uint8Array): boolean {
  const cutter = createLineCutter();
  const isAll = head.length < EXAMINED_BYTES;
  const events = [...cutter.push(head), ...(isAll ? cutter.end() : [])];
  if (events.some(isEvent)) return true;
  // One document may be longer than what is seen of it.
  return !isAll && events.length === 0 && beginsJson(head);
}

/** What has the fields of an event is one, also if it cannot be read. */
function isEvent({ raw, structure, quarantine }: ReceivedEvent): boolean {
  const reading = quarantine ? { quarantine } : decode(raw, structure, NOWHERE);
  if (reading.skip || (reading.event && isPlain(reading.event))) return false;
  const reason = reading.quarantine?.reason;
  return reason === undefined || !NO_EVENTS.has(reason);
}

/** What a system's log says is kept if it comes, but makes no file one of audit events. */
function isPlain({ verb, message }: AuditEvent): boolean {
  return verb === undefined && message !== undefined;
}

/** Whether an entry is an event does not depend on where it came from, nor on when. */
const NOWHERE = { platform: '', component: '', node: '', receivedAt: '2000-01-01T00:00:00.000000Z' };

const NO_EVENTS: ReadonlySet<string> = new Set([
  'invalid-json',
  'not-an-event',
  'invalid-utf8',
  'too-large',
  'malformed-syslog',
]);

function beginsJson(head: Uint8Array): boolean {
  const first = head.find((byte) => !isSpace(byte));
  return first === OPEN_BRACE || first === OPEN_BRACKET;
}
