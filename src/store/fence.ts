import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import type { SqlPiece } from './select.ts';

/**
 * A fencing token on the server: an insert that begins there without the token that was given out last fails. So one that
 * was held up on its way, in a proxy or in a socket of a process that died, cannot take effect once its sender has moved on.
 */
export interface Fence {
  /** Makes the table that it needs. */
  open(): Promise<void>;
  /** Gives out another token. Resolves when no insert that was sent before can begin any more; those that have begun go on. */
  raise(): Promise<void>;
  /** What an insert that is sent now must find true of each of its rows; it throws where the token is not the last. */
  condition(): Promise<SqlPiece>;
}

const TABLE = `CREATE TABLE IF NOT EXISTS fences (writer String, epoch UInt64, token String)
ENGINE = ReplacingMergeTree(epoch) ORDER BY writer SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

/** The server numbers the tokens itself: one that arrives late only makes its successor ask for another. */
const RAISE = `INSERT INTO fences
SELECT {writer:String}, (SELECT max(epoch) FROM fences WHERE writer = {writer:String}) + 1, {token:String}`;

/** A subquery is answered before the first row is read, when the server already lists the insert as running. */
const LAST_TOKEN = `(SELECT argMax(token, epoch) FROM fences WHERE writer = {writer:String})`;

/** Inserts of one `writer` are kept apart from those of others. `client` is connected to the store's database. */
export function createFence(client: Pick<ClickHouseClient, 'command'>, writer: string): Fence {
  let current: Promise<string> | undefined;

  async function next(): Promise<string> {
    const token = randomUUID();
    await client.command({
      query: RAISE,
      query_params: { writer, token },
      clickhouse_settings: { async_insert: 0, wait_end_of_query: 1 },
    });
    return token;
  }

  async function raise(): Promise<string> {
    const raised = next();
    current = raised;
    try {
      return await raised;
    } catch (error) {
      // Nothing was sent under it, and nothing will be.
      if (current === raised) current = undefined;
      throw error;
    }
  }

  return {
    open: async () => {
      await client.command({ query: TABLE });
    },
    raise: async () => {
      await raise();
    },
    condition: async () => ({
      sql: `throwIf(${LAST_TOKEN} != {token:String}, 'This insert came too late: its writer has moved on.') = 0`,
      params: { writer, token: await (current ?? raise()) },
    }),
  };
}
