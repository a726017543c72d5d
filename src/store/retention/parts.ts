import type { Engine } from '../engine.ts';

/** The parts of which the table consists now. */
export const ACTIVE_PARTS = `FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active`;

/** Removed rows are on the disk until they are this share of a partition; then it is written again without them. */
const REWRITE_SHARE = 1 / 4;

/**
 * Gives the disk what removed rows take. Parts without any row are dropped, which costs nothing; only where removed and
 * kept rows lie together is a partition written again, and not for a few. A part that is merged meanwhile is passed over.
 */
export async function freeSpace(engine: Engine): Promise<void> {
  const listed = await engine.query(
    `SELECT name, partition_id, rows ${ACTIVE_PARTS} AND has_lightweight_delete`,
    {},
    { self: true },
  );
  if (listed.length === 0) return;
  // A part never changes under its name, so one that was listed before and has no row now has none for good.
  const counts = await engine.query('SELECT _part, count() FROM events GROUP BY _part', {}, { self: true });
  const kept = new Map(counts.map(([part, rows]) => [part, Number(rows)]));
  const partitions = new Map<string, { rows: number; removed: number }>();
  for (const [name, partition, rows] of listed) {
    const left = kept.get(name) ?? 0;
    if (left === 0) {
      await engine.tend(`ALTER TABLE events DROP PART {part:String}`, { part: name }).catch(ignoreMerged);
      continue;
    }
    const sum = partitions.get(partition as string) ?? { rows: 0, removed: 0 };
    sum.rows += Number(rows);
    sum.removed += Number(rows) - left;
    partitions.set(partition as string, sum);
  }
  for (const [partition, { rows, removed }] of partitions) {
    if (removed < rows * REWRITE_SHARE) continue;
    await engine.tend(
      `ALTER TABLE events APPLY DELETED MASK IN PARTITION ID {partition:String} SETTINGS mutations_sync = 0`,
      { partition },
    );
  }
}

/** ClickHouse's NO_SUCH_DATA_PART. */
const NO_SUCH_PART = 232;

function ignoreMerged(error: unknown): void {
  const { context } = error as { context?: Readonly<Record<string, unknown>> };
  if (context?.engineCode !== NO_SUCH_PART) throw error;
}
