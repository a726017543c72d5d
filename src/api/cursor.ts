import { VerbatimError } from '../errors.ts';
import type { Order, Position } from '../store/select.ts';

/** A cursor is opaque to clients: the place of the last record they got, and the order they asked for. */
export function formatCursor({ time, journal, seq }: Position, order: Order): string {
  return Buffer.from(JSON.stringify([order, time, journal, seq])).toString('base64url');
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

/** Throws CURSOR_INVALID if it is none, or one of the other order. */
export function parseCursor(cursor: string, order: Order): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new VerbatimError('CURSOR_INVALID', 'The cursor cannot be read; take `next` of the page before.', { cause });
  }
  const [cursorOrder, time, journal, seq] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (typeof time !== 'string' || !TIME.test(time) || typeof journal !== 'string' || !Number.isSafeInteger(seq)) {
    throw new VerbatimError('CURSOR_INVALID', 'The cursor cannot be read; take `next` of the page before.');
  }
  if (cursorOrder !== order) {
    throw new VerbatimError(
      'CURSOR_INVALID',
      `The cursor goes on in the order ${String(cursorOrder)}, the request asks for ${order}.`,
    );
  }
  return { time, journal, seq: seq as number };
}
