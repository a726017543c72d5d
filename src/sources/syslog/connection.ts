import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Conversation } from './conversation.ts';
import { createFraming } from './framing.ts';
import type { Account } from './memory.ts';
import { createReadPiece, type End, within } from './read-piece.ts';

export interface ConnectionOptions {
  readonly socket: Socket;
  readonly conversation: Conversation;
  readonly maxMessageBytes: number;
  readonly idleMs: number;
  /** What this connection may hold of what is not complete. */
  readonly account: Account;
  /** Whether its sender still may send. */
  readonly isAdmitted: () => boolean;
  readonly refused: (why: 'certificate' | 'memory') => void;
  readonly clock: () => number;
}

/** From its first byte, a message has this time to arrive. What came until then is taken as it is. */
const MESSAGE_MS = 60_000;

/**
 * Reads one connection to its end. What was read is made durable before more is read: that is all that holds back a sender of
 * syslog, who is told nothing. Never rejects.
 */
export async function readConnection(options: ConnectionOptions): Promise<void> {
  const { socket, conversation, maxMessageBytes, idleMs, account, isAdmitted, refused, clock } = options;
  const framing = createFraming(maxMessageBytes);
  const read = createReadPiece(socket);
  let pieceAt = clock();
  let messageAt = pieceAt;
  let isRefused = false;

  function refuse(why: 'certificate' | 'memory'): boolean {
    isRefused = true;
    refused(why);
    return false;
  }

  /** When something is to be done if nothing comes. */
  function due(): number {
    const stream = framing.held() > 0 ? messageAt + MESSAGE_MS : pieceAt + idleMs;
    return Math.min(stream, conversation.due() ?? Number.POSITIVE_INFINITY);
  }

  /** Gives whether to go on. */
  async function take(piece: Buffer): Promise<boolean> {
    if (!isAdmitted()) return refuse('certificate');
    pieceAt = clock();
    const wasWithin = framing.held() > 0;
    const messages = framing.push(piece);
    if (!wasWithin || messages.length > 0) messageAt = pieceAt;
    const fits = account.hold(framing.held() + conversation.held());
    await conversation.take(messages);
    return fits || refuse('memory');
  }

  /** Nothing has come for a while. Gives whether to go on. */
  async function late(): Promise<boolean> {
    const now = clock();
    await conversation.expire();
    if (framing.held() === 0) return now - pieceAt < idleMs;
    if (now - messageAt < MESSAGE_MS) return true;
    // A count that is not kept to leaves unknown where the next message begins; a line just lacks its end.
    if (framing.isWithinCounted()) return false;
    await conversation.take(framing.end('clean'));
    account.hold(framing.held() + conversation.held());
    return true;
  }

  async function untilEnd(): Promise<End> {
    for (let next = read(); ; ) {
      const piece = await within(next, due() - clock());
      if (piece === 'clean' || piece === 'broken') return piece;
      const goesOn = piece ? await take(piece) : await late();
      if (!goesOn) return 'broken';
      if (piece) next = read();
    }
  }

  const rest = framing.end(await untilEnd());
  await conversation.take(rest);
  await conversation.end();
  account.close();
  // Who ends a connection and sees it ended knows that all is durable; where that is not so, it is reset.
  const isKept = !isRefused && !conversation.hasLost() && rest.every(({ flaw }) => flaw !== 'incomplete');
  if (isKept) socket.end(() => socket.destroy());
  else reset(socket);
}

function reset(socket: Socket): void {
  if (socket instanceof TLSSocket || socket.destroyed) socket.destroy();
  else socket.resetAndDestroy();
}
