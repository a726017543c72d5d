import { setTimeout as sleep } from 'node:timers/promises';
import { listening, type Server, type ServerOptions, spawnServer, startServer } from './server.ts';

/** From when it listens: it catches up, and takes a few thousand events. */
const LONGEST_LIFE_MS = 1_200;
/** From when it is started: it reads the journal, and opens the store. */
const LONGEST_START_MS = 800;
const KILLED_WHILE_STARTING = 0.25;

/**
 * Kills a server at a random moment and starts it again at the same address, `cycles` times; every life but the last
 * ends the same way. Gives the server that lives.
 */
export async function killAndRestart(server: Server, options: ServerOptions, cycles: number): Promise<Server> {
  const again = { ...options, listen: new URL(server.url).host };
  await sleep(Math.random() * LONGEST_LIFE_MS);
  await server.end('SIGKILL');
  for (let cycle = 1; cycle < cycles; cycle++) {
    const starting = await spawnServer(again);
    if (Math.random() < KILLED_WHILE_STARTING) await sleep(Math.random() * LONGEST_START_MS);
    else await listening(starting).then(() => sleep(Math.random() * LONGEST_LIFE_MS));
    starting.child.process.kill('SIGKILL');
    await starting.child.exited;
  }
  return startServer(again);
}
