import { setTimeout as sleep } from 'node:timers/promises';
import { type Server, type ServerOptions, spawnServer, startServer } from './server.ts';

/** Long enough to be killed while it starts, catches up, or serves. */
const LONGEST_LIFE_MS = 1_500;

/**
 * Kills a server at a random moment and starts it again at the same address, `cycles` times; every life but the last
 * ends the same way. Gives the server that lives.
 */
export async function killAndRestart(server: Server, options: ServerOptions, cycles: number): Promise<Server> {
  const again = { ...options, listen: new URL(server.url).host };
  await sleep(Math.random() * LONGEST_LIFE_MS);
  await server.end('SIGKILL');
  for (let cycle = 1; cycle < cycles; cycle++) {
    const { child } = await spawnServer(again);
    await sleep(Math.random() * LONGEST_LIFE_MS);
    child.process.kill('SIGKILL');
    await child.exited;
  }
  return startServer(again);
}
