import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** Counts the open connections, and knows which are too many. */
export interface Connections {
  /** Of the server, before it listens. */
  readonly attach: (server: Server) => void;
  /** Whether a connection came when there were as many as there may be. Its request is refused. */
  readonly isTooMany: (socket: Socket) => boolean;
  readonly open: () => number;
}

/** So many more are taken for a moment, only to be told that there are too many; beyond that they are closed at once. */
const REFUSED_AT_ONCE = 256;
/** One that is refused has so long to ask, and to be told. */
const REFUSED_MS = 2_000;

export function createConnections(max: number, onRefused: () => void): Connections {
  const open = new Set<Socket>();
  const refused = new WeakSet<Socket>();

  return {
    attach: (server) => {
      server.maxConnections = max + REFUSED_AT_ONCE;
      server.on('drop', onRefused);
      // Of TLS, requests know the socket above the connection.
      server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
        open.add(socket);
        const timer = open.size > max ? setTimeout(() => socket.destroy(), REFUSED_MS) : undefined;
        if (timer) {
          refused.add(socket);
          onRefused();
        }
        socket.once('close', () => {
          open.delete(socket);
          clearTimeout(timer);
        });
      });
    },
    isTooMany: (socket) => refused.has(socket),
    open: () => open.size,
  };
}
