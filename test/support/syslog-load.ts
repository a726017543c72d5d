import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { counted, line } from './syslog.ts';

export interface SyslogLoadOptions {
  readonly port: number;
  readonly messagesPerSecond: number;
  readonly count: number;
  /** The message of a number, each different. */
  readonly message: (number: number) => Buffer;
}

/** What became of a load. */
export interface SyslogLoadResult {
  readonly seconds: number;
  readonly connections: number;
  readonly resent: number;
}

/** Sent at once, so that many are under way. */
const TICK_MS = 10;
const RECONNECT_MS = 50;
/**
 * What a sender of syslog cannot know to have been read: what the kernels of both sides may hold of a connection. So much of what
 * was sent last is sent again after it broke off.
 */
const UNSURE_BYTES = 16 * 1024 * 1024;

/**
 * Sends messages at a steady rate, as counted ones and as lines in turns of connections. Resolves when the server has ended the last
 * connection, and so has kept all that came over it.
 */
export async function sendSyslogLoad(options: SyslogLoadOptions): Promise<SyslogLoadResult> {
  const { port, messagesPerSecond, count, message } = options;
  const begun = performance.now();
  const unsure = Math.ceil(UNSURE_BYTES / message(0).length);
  let next = 0;
  let sent = 0;
  let connections = 0;
  let resent = 0;

  /** Gives whether all was sent and taken. */
  async function over(socket: Socket, frame: (message: Buffer) => Buffer): Promise<boolean> {
    const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
    while (next < count) {
      const due = Math.min(count, Math.floor(((performance.now() - begun) / 1000) * messagesPerSecond));
      const messages: Buffer[] = [];
      // What is sent again is not slowed down, but it is not sent in one piece either.
      for (; next < due && messages.length < messagesPerSecond / 10; next++) messages.push(frame(message(next)));
      sent = Math.max(sent, next);
      if (socket.destroyed) return false;
      if (messages.length > 0 && !socket.write(Buffer.concat(messages))) {
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
      }
      if (next >= due) await sleep(TICK_MS);
    }
    let isTaken = false;
    socket.resume().once('end', () => {
      isTaken = true;
    });
    socket.end();
    await closed;
    return isTaken;
  }

  for (;;) {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => {});
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (isOpen) {
      if (await over(socket, connections++ % 2 === 0 ? counted : line)) break;
      next = Math.max(0, sent - unsure);
      resent += sent - next;
    }
    socket.destroy();
    await sleep(RECONNECT_MS);
  }
  return { seconds: (performance.now() - begun) / 1000, connections, resent };
}
