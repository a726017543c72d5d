import { VerbatimError } from '../errors.ts';
import { formatMicros, parseMicros } from '../event/time.ts';
import type { Order, Position } from '../store/select.ts';

/** A cursor is opaque to clients: the place of the last record they got, and the order they asked for. */
export function formatCursor({ time, journal, seq }: Position, order: Order): string {
  return Buffer.from(JSON.stringify([order, time, journal, seq])).toString('base64url');
}

/** The years that the store's times can have. */
const TIME = /^(19|2[0-2])\d{2}-/;
const JOURNAL = /^[a-z0-9]{1,32}$/;

/** Throws CURSOR_INVALID if it is none, or one of the other order. */
export function parseCursor(cursor: string, order: Order): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new VerbatimError('CURSOR_INVALID', 'The cursor cannot be read; take `next` of the page before.', { cause });
  }
  const [cursorOrder, time, journal, seq] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (!isTime(time) || !isJournal(journal) || !isSequence(seq)) {
    throw new VerbatimError('CURSOR_INVALID', 'The cursor cannot be read; take `next` of the page before.');
  }
  if (cursorOrder !== order) {
    throw new VerbatimError(
      'CURSOR_INVALID',
      `The cursor goes on in the order ${String(cursorOrder)}, the request asks for ${order}.`,
    );
  }
  return { time, journal, seq };
}

/** As it is written: what names no moment, such as the 30th of February, comes out different. */
function isTime(time: unknown): time is string {
  if (typeof time !== 'string' || !TIME.test(time)) return false;
  const micros = parseMicros(time);
  return micros !== undefined && formatMicros(micros) === time;
}

function isJournal(journal: unknown): journal is string {
  return typeof journal === 'string' && JOURNAL.test(journal);
}

function isSequence(seq: unknown): seq is number {
  return Number.isSafeInteger(seq) && (seq as number) >= 0;
}
