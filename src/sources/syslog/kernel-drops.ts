import { readdir, readFile, readlink } from 'node:fs/promises';

/** A UDP socket, as Linux tells of it. */
export interface KernelSocket {
  readonly inode: string;
  readonly port: number;
  /** Datagrams that were dropped because its receive buffer was full. */
  readonly drops: number;
}

/** The file that tells of the sockets of a family. */
export const UDP_SOCKETS = { IPv4: '/proc/net/udp', IPv6: '/proc/net/udp6' } as const;

/** Places of a row of `/proc/net/udp` (`udp4_format_sock` in Linux), after `local_address`. */
const ROW = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) \S+ \S+ \S+ \S+ \S+\s+\d+\s+\d+ (\d+) \d+ \S+ (\d+)\s*$/gm;

/** Reads `/proc/net/udp` or `/proc/net/udp6`. */
export function parseSockets(text: string): KernelSocket[] {
  return Array.from(text.matchAll(ROW), ([, port = '', inode = '', drops = '']) => ({
    inode,
    port: Number.parseInt(port, 16),
    drops: Number(drops),
  }));
}

/**
 * Finds this process's socket of a port and gives what counts its drops; `undefined` where the system does not tell. Another
 * process may have a socket of the same port, so the inodes of this one's are compared.
 */
export async function createKernelDrops(
  family: keyof typeof UDP_SOCKETS,
  port: number,
): Promise<(() => Promise<number | undefined>) | undefined> {
  const sockets = () => readFile(UDP_SOCKETS[family], 'latin1').then(parseSockets, () => []);
  const mine = await ownInodes();
  const inode = (await sockets()).find((socket) => socket.port === port && mine.has(socket.inode))?.inode;
  if (inode === undefined) return undefined;
  return async () => (await sockets()).find((socket) => socket.inode === inode)?.drops;
}

const OWN_FILES = '/proc/self/fd';

async function ownInodes(): Promise<ReadonlySet<string>> {
  const files = await readdir(OWN_FILES).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`${OWN_FILES}/${file}`).catch(() => '')));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}
