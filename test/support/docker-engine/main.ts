import { setTimeout as sleep } from 'node:timers/promises';
import { keptLines } from './container-log.ts';
import { createDockerEngine, type EngineContainer, logFile } from './engine.ts';

/** A daemon in a process of its own: `main.js DIR SOCKET LINES`. Its containers write until each has so many lines. */

const [dir = '', path = '', lines = '0'] = process.argv.slice(2);
const CONTAINERS = { web: false, terminal: true };
const AT_ONCE = 40;
const PAUSE_MS = 20;
/** Docker cuts it into parts. */
const LONG = 'x'.repeat(40_000);

const engine = createDockerEngine({ dir });
for (const [name, tty] of Object.entries(CONTAINERS)) {
  if (!engine.containers().some((one) => one.name === name)) engine.create(name, { tty });
}
await engine.listen({ path });
process.stdout.write('listening\n');

/** Both outputs, with times that are in disorder between them; some lines of the same time, some long ones. */
async function write({ id, tty, log }: EngineContainer): Promise<void> {
  for (let n = keptLines(logFile(dir, id)).length; n < Number(lines); ) {
    const now = BigInt(Date.now()) * 1_000_000n;
    for (let i = 0; i < AT_ONCE && n < Number(lines); i++) {
      const isError = n % 3 === 0;
      const at = now + BigInt(Math.floor(i / 2)) * 1000n - (isError && !tty ? 2_000_000n : 0n);
      const line = `${id.slice(0, 8)} ${n}${n % 50 === 0 ? LONG : ''}\n`;
      log.write(isError && !tty ? 'stderr' : 'stdout', line, at);
      n++;
    }
    await sleep(PAUSE_MS);
  }
}
await Promise.all(engine.containers().map(write));
