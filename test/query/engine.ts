import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { SEARCHED_TEXT } from '../../src/query/table-mapping.ts';

export interface TestEngine {
  readonly client: ClickHouseClient;
  /** The rows of a statement, each an array of its cells. */
  readonly select: (query: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown[][]>;
  readonly close: () => Promise<void>;
}

/** An engine in this process, in a directory that goes when it is closed. A process may have one. */
export function openEngine(): TestEngine {
  const path = mkdtempSync(join(tmpdir(), 'verbatim-query-'));
  // The two packages declare one contract twice.
  const connection = createChdbConnection({ path }) as unknown as NonNullable<
    ClickHouseClientConfigOptions['connection']
  >;
  const client = createClient({ connection });
  return {
    client,
    select: async (query, params = {}) => {
      const result = await client.query({ query, query_params: { ...params }, format: 'JSONCompactEachRow' });
      return result.json<unknown[]>();
    },
    close: async () => {
      await client.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The events table as the migration declares it, with the column that a search of all text reads. */
export async function createEventsTable(client: ClickHouseClient): Promise<void> {
  const ddl = readFileSync(new URL('../../src/store/migrations/0001-events.sql', import.meta.url), 'utf8');
  await client.command({ query: ddl });
  const { column, alias, index } = SEARCHED_TEXT;
  await client.command({ query: `ALTER TABLE events ADD COLUMN IF NOT EXISTS ${column} String ALIAS ${alias}` });
  await client.command({ query: `ALTER TABLE events ADD INDEX IF NOT EXISTS ${index}` });
}
