import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { setImmediate as immediate } from 'node:timers/promises';
import { hostOf, portOf } from '../../config/address.ts';
import { createAllowed, plainAddress } from './allowed.ts';
import { type ListenerConfig, withoutScheme } from './config.ts';
import { createKernelDrops } from './kernel-drops.ts';
import { listenFailed } from './listen-failed.ts';
import { type Listener, urlOf } from './listener.ts';
import type { SyslogObserver } from './observer.ts';
import { createUdpQueue, type UdpQueueOptions } from './udp-queue.ts';

export interface UdpOptions extends Pick<UdpQueueOptions, 'converse' | 'clock'> {
  readonly config: ListenerConfig;
  readonly observer: SyslogObserver;
}

/** At the end, what the kernel still has is read, for as long. */
const DRAIN_MS = 1_000;

/** Listens at udp://. A datagram is a message (RFC 5426). Throws LISTEN_FAILED. */
export async function listenUdp({ config, converse, observer, clock }: UdpOptions): Promise<Listener> {
  const { id, receive_buffer_bytes, queue_bytes } = config;
  const isAllowed = createAllowed(config.allow);
  const queue = createUdpQueue({
    maxBytes: queue_bytes,
    converse,
    clock,
    lost: () => observer.lost(id, 'queue_full', 1),
  });
  let datagrams = 0;

  const socket = await bind(config);
  socket.on('error', (error) => observer.failed(id, error));
  socket.on('message', (raw, { address }) => {
    datagrams++;
    const sender = plainAddress(address);
    if (isAllowed(sender)) queue.push(sender, raw);
    else observer.refused(id, 'address', sender);
  });
  const given = setBuffer(socket, receive_buffer_bytes);
  if (given < receive_buffer_bytes) observer.smallBuffer(id, given, receive_buffer_bytes);
  const { address, port, family } = socket.address();
  const drops = await createKernelDrops(family === 'IPv6' ? 'IPv6' : 'IPv4', port);

  return {
    url: urlOf('udp:', { address, port }),
    status: async () => ({ heldBytes: queue.held(), kernelDrops: await drops?.() }),
    stop: async () => {
      const until = clock() + DRAIN_MS;
      for (let before = -1; before !== datagrams && clock() < until; ) {
        before = datagrams;
        // One turn reads a few datagrams; the second is sure to be a whole one.
        await immediate();
        await immediate();
      }
      socket.close();
      await queue.stop();
    },
  };
}

async function bind({ id, listen }: ListenerConfig): Promise<Socket> {
  const address = withoutScheme(listen);
  const host = hostOf(address);
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' });
  try {
    socket.bind({ port: portOf(address), address: host });
    await once(socket, 'listening');
    return socket;
  } catch (cause) {
    socket.close();
    throw listenFailed(id, listen, cause);
  }
}

/** Gives what the kernel grants, of which Linux keeps half for itself. */
function setBuffer(socket: Socket, bytes: number): number {
  try {
    socket.setRecvBufferSize(bytes);
  } catch {
    // Some systems refuse what is above their limit; Linux grants the limit.
  }
  const granted = socket.getRecvBufferSize();
  return process.platform === 'linux' ? granted / 2 : granted;
}
