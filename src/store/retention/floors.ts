import type { Engine } from '../engine.ts';
import type { Floors } from './limits.ts';

/** What was removed so far, by cluster. */
export async function readFloors(engine: Engine): Promise<Map<string, number>> {
  const rows = await engine.query(
    'SELECT cluster, toUnixTimestamp64Micro(max(received_before)) FROM removed GROUP BY cluster',
    {},
    { self: true },
  );
  return new Map(rows.map(([cluster, micros]) => [cluster as string, Number(micros)]));
}

/** Notes durably what is about to be removed. */
export async function writeFloors(engine: Engine, floors: Floors): Promise<void> {
  await engine.tend(
    `INSERT INTO removed SELECT cluster, fromUnixTimestamp64Micro(floor, 'UTC')
     FROM (SELECT arrayJoin(arrayZip({clusters:Array(String)}, {floors:Array(Int64)})) AS pair, pair.1 AS cluster, pair.2 AS floor)`,
    paramsOf(floors),
  );
}

/** The condition that a row lies below its cluster's floor. The first part of it says nothing new; the partitions serve it. */
export function belowFloors(floors: Floors): {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
} {
  return {
    sql: `received_at < fromUnixTimestamp64Micro({highest:Int64}, 'UTC') AND cluster IN {clusters:Array(String)}
          AND toUnixTimestamp64Micro(received_at)
              < transform(toString(cluster), {clusters:Array(String)}, {floors:Array(Int64)}, toInt64(0))`,
    params: { ...paramsOf(floors), highest: Math.max(...floors.values()) },
  };
}

function paramsOf(floors: Floors) {
  return { clusters: [...floors.keys()], floors: [...floors.values()] };
}
