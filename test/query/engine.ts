import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { insertFromFile } from '../../src/store/chdb.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrations } from '../../src/store/migrate.ts';
import { createNativeFile } from '../../src/store/native-file.ts';

export interface TestEngine {
  readonly client: ClickHouseClient;
  /** The rows of a statement, each an array of its cells. */
  readonly select: (query: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown[][]>;
  /** Inserts a block of the engine's native format. */
  readonly insert: Engine['insert'];
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
  const file = createNativeFile(join(path, 'block.native'));
  return {
    client,
    select: async (query, params = {}) => {
      const result = await client.query({ query, query_params: { ...params }, format: 'JSONCompactEachRow' });
      return result.json<unknown[]>();
    },
    insert: (table, columns, blocks) => insertFromFile(client, file, { table, columns, blocks }),
    close: async () => {
      await client.close();
      await file.remove();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The events table as the migrations declare it. */
export async function createEventsTable(client: ClickHouseClient): Promise<void> {
  for (const { statements } of migrations()) {
    for (const query of statements) await client.command({ query });
  }
}
