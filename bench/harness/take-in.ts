import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadReport } from '../load/report.ts';
import { createApi } from './api.ts';
import type { Children } from './children.ts';
import { type ActiveParts, activeParts } from './disk-use.ts';
import { type Load, runLoad } from './load.ts';
import { type Memory, memoryOf, type ThreadSeconds, threadSecondsOf } from './process-facts.ts';
import { SETTLE_MS, type Server } from './server.ts';

/** What was seen while a server took in a load. */
export interface TakenIn {
  readonly report: LoadReport;
  /** From the first request until every event could be searched. */
  readonly searchableSeconds: number;
  /** Bytes that the server held before. */
  readonly idleBytes: number;
  readonly memory: Memory;
  readonly cpu: ThreadSeconds;
  /** The store as it was right after. */
  readonly store: ActiveParts;
}

export const CLUSTER = 'bench';

/** Sends a load to a server that has taken nothing yet, and waits until all of it can be searched. */
export async function takeIn(children: Children, server: Server, load: Load): Promise<TakenIn> {
  const api = createApi(server);
  const target = await api.addCluster(CLUSTER);
  await sleep(SETTLE_MS);
  const idleBytes = memoryOf(server.pid).now;
  const before = threadSecondsOf(server.pid);
  const { report, endedAt } = await runLoad(children, target, load);
  await api.loaded();
  const searchableSeconds = report.seconds + (performance.now() - endedAt) / 1000;
  const after = threadSecondsOf(server.pid);
  return {
    report,
    searchableSeconds,
    idleBytes,
    memory: memoryOf(server.pid),
    cpu: { main: after.main - before.main, node: after.node - before.node, engine: after.engine - before.engine },
    store: await activeParts(server.data),
  };
}
