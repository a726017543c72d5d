import type { Engine } from '../engine.ts';
import { ACTIVE_PARTS } from './parts.ts';

/**
 * What the rows of each cluster take on the disk, in bytes: of each part of the table, the share that they have in its
 * rows. Rows that are removed but still on the disk do not count.
 */
export async function sizesByCluster(engine: Engine): Promise<Map<string, number>> {
  const parts = await engine.query(`SELECT name, bytes_on_disk, rows ${ACTIVE_PARTS}`, {}, { self: true });
  const bytesARow = new Map(parts.map(([name, bytes, rows]) => [name, Number(bytes) / Math.max(1, Number(rows))]));
  const counts = await engine.query(
    'SELECT _part, cluster, count() FROM events GROUP BY _part, cluster',
    {},
    { self: true },
  );
  const sizes = new Map<string, number>();
  for (const [part, cluster, rows] of counts) {
    // A part that was merged in between is counted the next time.
    const bytes = Number(rows) * (bytesARow.get(part) ?? 0);
    sizes.set(cluster as string, (sizes.get(cluster as string) ?? 0) + bytes);
  }
  return sizes;
}
