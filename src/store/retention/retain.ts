import type { Engine } from '../engine.ts';
import { belowFloors, readFloors, writeFloors } from './floors.ts';
import { type Floors, highest, type StoreLimits, timeFloor } from './limits.ts';
import { freeSpace } from './parts.ts';
import { sizesByCluster } from './sizes.ts';

/** What one look at the store removed. */
export interface Retained {
  /** Rows that cannot be found any more. */
  readonly rows: number;
  /** Whether nothing was done, because the engine still works on an earlier look. */
  readonly busy: boolean;
  /** What was received before is gone from now on, and must not be loaded again. */
  readonly floors: Floors;
}

/** Where there is too much, so much is removed that this share of the bound is left: then nothing is due for a while. */
const LEFT_SHARE = 0.9;

/**
 * Removes what limits do not let the store keep. First it is noted durably, then rows are marked, which costs little, then
 * the disk gets back what it can without much work; the rest follows with later looks. While the engine still works on
 * an earlier one, nothing is done.
 */
export async function retain(engine: Engine, limits: StoreLimits, nowMicros: number): Promise<Retained> {
  const noted = await readFloors(engine);
  if (await isAtWork(engine)) return { rows: 0, busy: true, floors: noted };
  const sizes = await sizesByCluster(engine);
  const floors = highest(noted, byTime(sizes, limits, nowMicros), await bySize(engine, sizes, limits));
  const raised = new Map([...floors].filter(([cluster, floor]) => floor > (noted.get(cluster) ?? 0)));
  const counted = floors.size === 0 ? [] : await countBelow(engine, floors);
  const rows = counted.reduce((sum, [, count]) => sum + count, 0);
  if (rows > 0) {
    // A floor below which nothing lies need not be noted: time raises them all.
    const due = new Map(counted.map(([cluster]) => [cluster, floors.get(cluster) ?? 0]));
    const news = new Map([...due].filter(([cluster]) => raised.has(cluster)));
    if (news.size > 0) await writeFloors(engine, news);
    const { sql, params } = belowFloors(due);
    // Before the events: once none is left below a floor, nothing is looked for there.
    await engine.tend(`DELETE FROM file_runs WHERE ${sql}`, params);
    await engine.tend(`DELETE FROM events WHERE ${sql}`, params);
  }
  await freeSpace(engine);
  return { rows, busy: false, floors };
}

async function isAtWork(engine: Engine): Promise<boolean> {
  const rows = await engine.query(
    `SELECT count() FROM system.mutations WHERE database = currentDatabase() AND table = 'events' AND NOT is_done`,
    {},
    { self: true },
  );
  return Number(rows[0]?.[0]) > 0;
}

function byTime(sizes: ReadonlyMap<string, number>, limits: StoreLimits, nowMicros: number): Map<string, number> {
  const floors = new Map<string, number>();
  for (const cluster of sizes.keys()) {
    const floor = timeFloor(cluster, limits, nowMicros);
    if (floor !== undefined) floors.set(cluster, floor);
  }
  return floors;
}

async function bySize(engine: Engine, sizes: ReadonlyMap<string, number>, limits: StoreLimits): Promise<Floors> {
  const floors: Floors[] = [];
  for (const [cluster, size] of sizes) {
    const own = Object.hasOwn(limits.clusters, cluster) ? limits.clusters[cluster]?.bytes : undefined;
    floors.push(await floorFor(engine, [cluster], size, own));
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  floors.push(await floorFor(engine, [...sizes.keys()], total, limits.bytes));
  return highest(...floors);
}

/** The oldest share of these clusters' rows is too much: when the last of it was received. */
async function floorFor(
  engine: Engine,
  clusters: readonly string[],
  size: number,
  bytes: number | undefined,
): Promise<Floors> {
  if (bytes === undefined || size <= bytes) return new Map();
  const share = 1 - (bytes * LEFT_SHARE) / size;
  // A sample of rows suffices: a percent more or less is removed.
  const rows = await engine.query(
    `SELECT quantile(${share.toFixed(6)})(toUnixTimestamp64Micro(received_at)) FROM events
     WHERE cluster IN {clusters:Array(String)}`,
    { clusters },
    { self: true },
  );
  const floor = Math.floor(Number(rows[0]?.[0] ?? 0)) + 1;
  return new Map(clusters.map((cluster) => [cluster, floor]));
}

async function countBelow(engine: Engine, floors: Floors): Promise<[string, number][]> {
  const { sql, params } = belowFloors(floors);
  const rows = await engine.query(`SELECT cluster, count() FROM events WHERE ${sql} GROUP BY cluster`, params, {
    self: true,
  });
  return rows.map(([cluster, count]) => [cluster as string, Number(count)]);
}
