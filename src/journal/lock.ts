import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { VerbatimError } from '../errors.ts';

/** Keeps other processes off a directory until it is released. */
export interface Lock {
  release(): Promise<void>;
}

const SOCKET = /^lock-(\d+)-[0-9a-f]+\.sock$/;

/**
 * Takes the directory for this process. A lock is a listening Unix socket in it: the kernel closes it when the process
 * dies, however it dies, and it can be told across containers that share the directory on one host.
 * Each contender first listens and then looks at the others, so of two that come at once at least one sees the other.
 * Throws JOURNAL_LOCKED, also where both gave way to each other.
 */
export async function lock(dir: string): Promise<Lock> {
  const handle = await open(dir, 'r');
  try {
    for (;;) {
      const name = `lock-${process.pid}-${randomBytes(4).toString('hex')}.sock`;
      const server = await listen(dir, handle, name);
      const taken: Lock = { release: () => release(dir, handle, name, server) };
      try {
        await refuseOthers(dir, handle, name);
        // Another contender that looked before this one listened may have taken its socket for a dead one.
        if (await exists(`${dir}/${name}`)) return taken;
        await close(server);
      } catch (error) {
        await close(server);
        await unlink(`${dir}/${name}`).catch(() => undefined);
        throw error;
      }
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A socket's address has room for about 100 bytes and Node cuts longer ones; Linux has a short name for any directory. */
function address(dir: string, handle: FileHandle, name: string): string {
  return process.platform === 'linux' ? `/proc/self/fd/${handle.fd}/${name}` : `${dir}/${name}`;
}

function listen(dir: string, handle: FileHandle, name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    // An error after it listens, such as too many open files, does not give the directory free.
    server.on('error', (cause) => {
      reject(
        new VerbatimError('JOURNAL_LOCKED', 'The data directory cannot be locked; it must be on a local file system.', {
          dir,
          cause,
        }),
      );
    });
    server.listen(address(dir, handle, name), () => resolve(server.unref()));
  });
}

async function refuseOthers(dir: string, handle: FileHandle, own: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const pid = SOCKET.exec(name)?.[1];
    if (pid === undefined || name === own) continue;
    if (await isLive(address(dir, handle, name))) {
      throw new VerbatimError('JOURNAL_LOCKED', `Process ${pid} uses this data directory; stop it first.`, {
        dir,
        pid: Number(pid),
      });
    }
    await unlink(`${dir}/${name}`).catch(() => undefined);
  }
}

/** Only a refused connection, or a socket that is gone, shows that nobody listens; any other failure counts as live. */
function isLive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function release(dir: string, handle: FileHandle, name: string, server: Server): Promise<void> {
  await close(server);
  await unlink(`${dir}/${name}`).catch(() => undefined);
  await handle.close();
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
