import type { ClickHouseClient } from '@clickhouse/client';

/**
 * The engine's allocator keeps what was freed for some seconds, on top of what is in use and counted. Told twice a second
 * it gives it back: while 45,000 events of 10 kB were loaded, the process took 1,205 MiB at most instead of 1,515, for no
 * more CPU time.
 */
const EVERY_MS = 500;

/**
 * Has the engine of this process give freed memory back to the system, until the function that is given back is called;
 * that resolves when the engine is told no more. `client` is for this alone.
 */
export function giveBackMemory(client: Pick<ClickHouseClient, 'command'>): () => Promise<void> {
  let telling: Promise<void> | undefined;
  const done = () => {
    telling = undefined;
  };
  const timer = setInterval(() => {
    // An engine that is too busy to do it is told again.
    telling ??= client.command({ query: 'SYSTEM JEMALLOC PURGE' }).then(done, done);
  }, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await telling;
  };
}
