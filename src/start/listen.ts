import type { FastifyInstance } from 'fastify';
import { hostOf, portOf } from '../config/address.ts';
import { VerbatimError } from '../errors.ts';

/** Listens at HOST:PORT and gives the URL. Throws LISTEN_FAILED. */
export async function listen(app: FastifyInstance, address: string): Promise<string> {
  try {
    return await app.listen({ host: hostOf(address), port: portOf(address) });
  } catch (cause) {
    const why = reasonOf(cause as NodeJS.ErrnoException);
    throw new VerbatimError('LISTEN_FAILED', `Cannot listen at ${address}: ${why}.`, { cause });
  }
}

/** What to do where an address cannot be listened at. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'another process does; stop it, or choose another address with --listen';
  if (code === 'EACCES') return 'this needs more rights; choose a port from 1024 on';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address';
  return message;
}
