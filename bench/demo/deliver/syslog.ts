import { once } from 'node:events';
import { connect } from 'node:net';
import { VerbatimError } from '../../../src/errors.ts';
import type { Deliver } from '../platform.ts';

/** Over one connection of TCP, each message with its length before it (RFC 6587). Raises `INTERNAL` where the connection ends. */
export function bySyslog(listener: string, signal: AbortSignal): Deliver {
  const { hostname, port } = new URL(listener);
  const socket = connect({ host: hostname, port: Number(port) });
  let problem: unknown;
  socket.on('error', (error) => {
    problem = error;
  });
  signal.addEventListener('abort', () => socket.destroy(), { once: true });

  return async (lines) => {
    let count = 0;
    for (const line of lines) {
      if (signal.aborted) break;
      if (socket.destroyed)
        throw new VerbatimError('INTERNAL', `${listener} ended the connection.`, { cause: problem });
      const room = socket.write(`${Buffer.byteLength(line)} ${line}`);
      if (!room) await once(socket, 'drain', { signal }).catch(() => {});
      count++;
    }
    return count;
  };
}
