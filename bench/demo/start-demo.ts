import { setTimeout as sleep } from 'node:timers/promises';
import { createApi } from '../harness/api.ts';
import type { Children, Exit } from '../harness/children.ts';
import { type Server, startServer } from '../harness/server.ts';
import type { DemoCluster, Target, Traffic } from './platform.ts';

export interface DemoOptions {
  readonly clusters: readonly DemoCluster[];
  readonly children: Children;
  /** An empty folder. */
  readonly data: string;
  readonly listen: string;
  /** How far the traffic reaches back. */
  readonly hours: number;
  /** 1 is the demo's own pace. */
  readonly share: number;
  /** Variables that set keys of the server's configuration. */
  readonly env?: Readonly<Record<string, string>>;
  readonly now: () => number;
}

export interface Demo {
  readonly server: Server;
  /** Events that were loaded before the clock was caught up with. */
  readonly events: number;
  /** Settles when the server has ended by itself, or rejects when a delivery failed for good. */
  readonly ended: Promise<Exit>;
  stop(): Promise<void>;
}

interface Running {
  readonly cluster: DemoCluster;
  readonly target: Target;
  readonly traffic: Traffic;
}

const HOUR_MICROS = 3_600_000_000;
/** Live events are delivered as often as this: soon enough to look live. */
const LIVE_EVERY_MS = 1_000;

/** Starts a server, loads the hours before now, and goes on with what happens until it is stopped. */
export async function startDemo({
  clusters,
  children,
  data,
  listen,
  hours,
  share,
  env = {},
  now,
}: DemoOptions): Promise<Demo> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const server = await startServer({ children, data, listen, env });
  const api = createApi(server);
  const until = now();
  const span = { from: until - hours * HOUR_MICROS, until, share };
  const running: Running[] = [];
  for (const cluster of clusters) {
    running.push({ cluster, target: await api.addCluster(cluster.name), traffic: cluster.createTraffic(span) });
  }

  let events = 0;
  for (const { cluster, target, traffic } of running) {
    events += await cluster.deliver(target, traffic.next(until), signal);
  }
  await api.loaded();
  const live = goOn(running, now, signal);
  return {
    server,
    events,
    ended: Promise.race([server.exited, live.then(() => server.exited)]),
    stop: async () => {
      stopping.abort();
      await live.catch(() => {});
      await server.stop();
    },
  };
}

/** Delivers what has happened since, again and again, until the signal. */
async function goOn(running: readonly Running[], now: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { cluster, target, traffic } of running) {
      const lines = [...traffic.next(now())];
      if (lines.length > 0) await cluster.deliver(target, lines, signal);
    }
    await sleep(LIVE_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
