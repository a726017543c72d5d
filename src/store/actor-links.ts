import type { Place } from '../actors/alias.ts';
import type { Engine, Params } from './engine.ts';
import { fromTimeCell } from './read-row.ts';
import { readFloors } from './retention/floors.ts';

/** An id and a name that stood in one event as those of who acted. Times are those of the events, RFC 3339. */
export interface SeenLink {
  readonly cluster: string;
  readonly id: string;
  readonly name: string;
  readonly first: string;
  readonly last: string;
}

/** The links that were seen last, by cluster, id and name. */
export async function readLinks(engine: Engine, limit: number): Promise<SeenLink[]> {
  const rows = await engine.query(
    `SELECT cluster, id, name, first, last FROM
       (SELECT cluster, id, name, min(first_seen) AS first, max(last_seen) AS last FROM actor_links
        GROUP BY cluster, id, name ORDER BY last DESC, cluster, id, name LIMIT {links:UInt32})
     ORDER BY cluster, id, name`,
    { links: limit },
    { self: true },
  );
  return rows.map(([cluster, id, name, first, last]) => ({
    cluster: cluster as string,
    id: id as string,
    name: name as string,
    first: fromTimeCell(first as string),
    last: fromTimeCell(last as string),
  }));
}

/** When somebody last acted under a name at a place. `last` is RFC 3339. */
export interface LastAct extends Place {
  readonly actor: string;
  readonly last: string;
}

/** When each of some names, as events write them, was last that of who acted. */
export async function readLastActs(engine: Engine, names: readonly string[]): Promise<LastAct[]> {
  const rows = await engine.query(
    `SELECT actor, cluster, platform, max(time) FROM events WHERE actor IN {names:Array(String)}
     GROUP BY actor, cluster, platform ORDER BY actor, cluster, platform`,
    { names },
  );
  return rows.map(([actor, cluster, platform, last]) => ({
    actor: actor as string,
    cluster: cluster as string,
    platform: platform as string,
    last: fromTimeCell(last as string),
  }));
}

/** How many times more than are read may lie in the table until the oldest are removed: removing costs more than keeping. */
const SPARE = 4;

/** Removes links of which retention removed all events, and those seen longest ago where there are many more than `keep`. */
export async function trimLinks(engine: Engine, keep: number): Promise<void> {
  const floors = await readFloors(engine);
  if (floors.size > 0) {
    const floor = 'transform(toString(cluster), {clusters:Array(String)}, {floors:Array(Int64)}, toInt64(0))';
    const params = { clusters: [...floors.keys()], floors: [...floors.values()] };
    await removeWhere(engine, `toUnixTimestamp64Micro(received) < ${floor}`, params);
  }
  const [[oldest] = []] = await engine.query(
    `SELECT toUnixTimestamp64Micro(last_seen) FROM actor_links ORDER BY last_seen DESC LIMIT 1 OFFSET {most:UInt32}`,
    { most: keep * SPARE },
    { self: true },
  );
  if (oldest !== undefined) {
    await removeWhere(engine, `last_seen <= fromUnixTimestamp64Micro({oldest:Int64}, 'UTC')`, {
      oldest: String(oldest),
    });
  }
}

/** A deletion writes something even where it finds nothing. */
async function removeWhere(engine: Engine, condition: string, params: Params): Promise<void> {
  const [[count] = []] = await engine.query(`SELECT count() FROM actor_links WHERE ${condition}`, params, {
    self: true,
  });
  if (Number(count) > 0) await engine.tend(`DELETE FROM actor_links WHERE ${condition}`, params);
}
