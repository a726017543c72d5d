import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Server } from './server.ts';

/** The port on which a server listens for syslog, by the id of the listener. */
export function syslogPort({ log }: Pick<Server, 'log'>, id: string): number {
  const url = new RegExp(`"source":"${id}","syslog":"([^"]+)"`).exec(log())?.[1];
  if (!url) throw new Error(`There is no listener ${id}.\n${log()}`);
  return Number(new URL(url).port);
}

/** A message with its count (RFC 6587, 3.4.1). */
export function counted(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

/** A message as a line. */
export function line(message: Buffer): Buffer {
  return Buffer.concat([message, Buffer.from('\n')]);
}

/** Sends bytes over a connection of their own, `size` at a time; resolves when the server has ended it, and so has kept all. */
export async function sendStream(port: number, bytes: Buffer, size = bytes.length): Promise<void> {
  await sendOver(connect({ port, host: '127.0.0.1', noDelay: true }), bytes, size);
}

/** The same over a socket, which may be one of TLS. */
export async function sendOver(socket: Socket, bytes: Buffer, size = bytes.length): Promise<void> {
  const ended = once(socket.resume(), 'end');
  for (let at = 0; at < bytes.length; at += size) {
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes.subarray(at, at + size), (error) => (error ? reject(error) : resolve()));
    });
  }
  socket.end();
  await ended;
}

/** Sends datagrams; resolves when the kernel has them. */
export async function sendDatagrams(port: number, messages: readonly Buffer[], from = '127.0.0.1'): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  for (const message of messages) {
    await new Promise<void>((resolve, reject) => {
      socket.send(message, port, '127.0.0.1', (error) => (error ? reject(error) : resolve()));
    });
  }
  socket.close();
}
