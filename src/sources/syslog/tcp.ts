import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { hostOf, portOf } from '../../config/address.ts';
import { millisOf } from '../../config/duration.ts';
import type { Admission, ListenerTls } from '../listener-tls.ts';
import { createAllowed, plainAddress } from './allowed.ts';
import { type ListenerConfig, withoutScheme } from './config.ts';
import { readConnection } from './connection.ts';
import type { Conversation } from './conversation.ts';
import { listenFailed } from './listen-failed.ts';
import { type Listener, urlOf } from './listener.ts';
import { createMemory } from './memory.ts';
import type { Refusal, SyslogObserver } from './observer.ts';

export interface TcpOptions {
  readonly config: ListenerConfig;
  /** Of tls://. */
  readonly tls?: ListenerTls | undefined;
  /** Begins to listen to a sender; `cluster` is what its certificate says. */
  readonly converse: (address: string, cluster: string | undefined) => Conversation;
  readonly observer: Pick<SyslogObserver, 'refused' | 'failed'>;
  readonly clock: () => number;
}

/** What all connections of a listener may hold of messages that are not complete. */
const INCOMPLETE_BYTES = 64 * 1024 * 1024;
/** A peer that is gone without a word is found after some minutes. */
const KEEP_ALIVE_MS = 60_000;
/** Senders that are told that the connection ends have this time to end it too; what they send meanwhile is read. */
const DRAIN_MS = 2_000;

const NOT_NAMED = 'tls.client_certificates names no cluster for its subject';

/** Listens at tcp:// or tls://. Throws LISTEN_FAILED. */
export async function listenTcp({ config, tls, converse, observer, clock }: TcpOptions): Promise<Listener> {
  const { id, listen, max_connections, max_message_bytes, idle_timeout } = config;
  const isAllowed = createAllowed(config.allow);
  const memory = createMemory(INCOMPLETE_BYTES);
  /** All connections, those too whose handshake is not over. */
  const open = new Set<Socket>();
  /** Those that are read, and their ends. Of TLS, they are sockets above the connections. */
  const reading = new Map<Socket, Promise<void>>();
  const closing = new AbortController();

  function accept(socket: Socket): void {
    // Its end is seen by whoever reads it.
    socket.on('error', () => {});
    if (isAllowed(addressOf(socket))) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    } else {
      refuse(socket, 'address');
    }
  }

  function refuse(socket: Socket, refusal: Refusal, why?: string): void {
    observer.refused(id, refusal, addressOf(socket), why);
    socket.destroy();
  }

  function read(socket: Socket, cluster: string | undefined, isAdmitted: () => boolean): void {
    if (socket.destroyed) return;
    const address = addressOf(socket);
    const done = readConnection({
      socket,
      conversation: converse(address, cluster),
      maxMessageBytes: max_message_bytes,
      idleMs: millisOf(idle_timeout),
      account: memory.open(),
      isAdmitted,
      refused: (why) => observer.refused(id, why, address),
      clock,
    }).finally(() => reading.delete(socket));
    reading.set(socket, done);
  }

  function readTls(socket: TLSSocket, admission: Admission): void {
    socket.on('error', () => {});
    if (admission.refused !== undefined) {
      refuse(socket, 'certificate', admission.refused);
    } else if (admission.cluster === undefined && config.cluster === undefined) {
      refuse(socket, 'certificate', NOT_NAMED);
    } else {
      read(socket, admission.cluster, admission.holds);
    }
  }

  const options = {
    // Who has ended its side is answered when all of it is durable.
    allowHalfOpen: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  };
  const server: Server = tls ? createTlsServer({ ...options, ...tls.options }) : createServer(options);
  server.maxConnections = max_connections;
  server.on('connection', accept);
  server.on('drop', (dropped) => observer.refused(id, 'connections', plainAddress(dropped?.remoteAddress ?? '')));
  if (tls) {
    server.on('secureConnection', (socket: TLSSocket) => readTls(socket, tls.admit(socket)));
    server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
      // One that was refused has no address any more.
      if (isAllowed(addressOf(socket))) refuse(socket, 'handshake', error.message);
    });
  } else {
    server.on('connection', (socket) => read(socket, undefined, () => true));
  }
  await begin(server, config);
  server.on('error', (error) => observer.failed(id, error));
  if (tls) tls.follow(server as ReturnType<typeof createTlsServer>, closing.signal);

  return {
    url: urlOf(listen.slice(0, listen.indexOf('//')), server.address() as AddressInfo),
    status: async () => ({
      connections: open.size,
      heldBytes: memory.held(),
      expiries: tls?.expiries(),
    }),
    stop: async () => {
      closing.abort();
      server.close();
      for (const socket of reading.keys()) socket.end();
      await Promise.race([Promise.all(reading.values()), sleep(DRAIN_MS, undefined, { ref: false })]);
      for (const socket of open) socket.destroy();
      await Promise.all(reading.values());
    },
  };
}

function addressOf(socket: Socket): string {
  return plainAddress(socket.remoteAddress ?? '');
}

async function begin(server: Server, { id, listen }: ListenerConfig): Promise<void> {
  const address = withoutScheme(listen);
  try {
    server.listen({ host: hostOf(address), port: portOf(address) });
    await once(server, 'listening');
  } catch (cause) {
    throw listenFailed(id, listen, cause);
  }
}
