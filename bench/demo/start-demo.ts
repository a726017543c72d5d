import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TopAnswer } from '../../src/api/contract.ts';
import { VerbatimError } from '../../src/errors.ts';
import { type Api, createApi } from '../harness/api.ts';
import type { Children, Exit } from '../harness/children.ts';
import { type Server, startServer } from '../harness/server.ts';
import { until } from '../harness/until.ts';
import type { Deliver, DemoCluster, Target, Traffic } from './platform.ts';

export interface DemoOptions {
  readonly clusters: readonly DemoCluster[];
  readonly children: Children;
  /** An empty folder, for the server's data and the logs that it follows. */
  readonly folder: string;
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
  readonly name: string;
  readonly deliver: Deliver;
  readonly traffic: Traffic;
}

const HOUR_MICROS = 3_600_000_000;
/** Live events are delivered as often as this: soon enough to look live. */
const LIVE_EVERY_MS = 1_000;

/** What is followed or heard is there some time after it was written. */
const ARRIVED_TIMEOUT_MS = 120_000;

/** Starts a server, loads the hours before now, and goes on with what happens until it is stopped. */
export async function startDemo({
  clusters,
  children,
  folder,
  listen,
  hours,
  share,
  env = {},
  now,
}: DemoOptions): Promise<Demo> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const data = join(folder, 'data');
  const config = await writeConfig(clusters, folder);
  const server = await startServer({ children, data, listen, env, config });
  const api = createApi(server);
  const caughtUp = now();
  const span = { from: caughtUp - hours * HOUR_MICROS, until: caughtUp, share };
  const running: Running[] = [];
  for (const cluster of clusters) {
    const target = await targetOf(cluster, { api, server, folder });
    running.push({
      name: cluster.name,
      deliver: cluster.connect(target, signal),
      traffic: cluster.createTraffic(span),
    });
  }

  const expected = new Map<string, number>();
  for (const { name, deliver, traffic } of running) expected.set(name, await deliver(traffic.next(caughtUp)));
  await arrived(api, expected);
  const live = goOn(running, now, signal);
  return {
    server,
    events: [...expected.values()].reduce((sum, count) => sum + count, 0),
    ended: Promise.race([server.exited, live.then(() => server.exited)]),
    stop: async () => {
      stopping.abort();
      await live.catch(() => {});
      await server.stop();
    },
  };
}

/** Where the logs of a cluster's nodes lie. */
function logsOf(folder: string, cluster: string): string {
  return join(folder, 'logs', cluster);
}

/** Writes what the clusters ask for into a configuration file, and gives its path. */
async function writeConfig(clusters: readonly DemoCluster[], folder: string): Promise<string> {
  const sources: Record<string, object[]> = {};
  for (const { name, sources: asked } of clusters) {
    for (const [type, entries] of Object.entries(asked?.(logsOf(folder, name)) ?? {})) {
      sources[type] = [...(sources[type] ?? []), ...entries];
    }
  }
  const path = join(folder, 'verbatim.yaml');
  // JSON is YAML.
  await writeFile(path, JSON.stringify({ sources }, undefined, 2));
  return path;
}

interface Place {
  readonly api: Api;
  readonly server: Server;
  readonly folder: string;
}

async function targetOf({ name }: DemoCluster, { api, server, folder }: Place): Promise<Target> {
  const { url, token } = await api.addCluster(name);
  return {
    webhook: url,
    lines: `${server.url}/ingest/lines/${name}`,
    token,
    folder: logsOf(folder, name),
    listener: (id) => {
      const found = new RegExp(`"source":"${id}","syslog":"([^"]+)"`).exec(server.log())?.[1];
      if (found === undefined) throw new VerbatimError('INTERNAL', `The server does not listen for ${id}.`);
      return found;
    },
  };
}

/** Waits until all of it can be searched. */
async function arrived(api: Api, expected: ReadonlyMap<string, number>): Promise<void> {
  const all = async () => {
    const { items } = await api.json<TopAnswer>('/api/v1/top', { field: 'cluster', stages: 'all', limit: '100' });
    const counts = new Map(items.map(({ value, count }) => [value, count]));
    const missing = [...expected].filter(([name, count]) => (counts.get(name) ?? 0) < count);
    return missing.length === 0 ? true : undefined;
  };
  await until('all events are there', all, { timeoutMs: ARRIVED_TIMEOUT_MS, everyMs: LIVE_EVERY_MS / 2 });
}

/** Delivers what has happened since, again and again, until the signal. */
async function goOn(running: readonly Running[], now: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { deliver, traffic } of running) {
      const lines = [...traffic.next(now())];
      if (lines.length > 0) await deliver(lines);
    }
    await sleep(LIVE_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
