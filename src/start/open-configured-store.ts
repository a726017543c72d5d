import { readFile } from 'node:fs/promises';
import type { Config } from '../config/schema.ts';
import { openChdb } from '../store/chdb.ts';
import { openClickHouse } from '../store/clickhouse.ts';
import { openStore, type Store } from '../store/store.ts';

/** Opens the store that is configured, in this process or on a server. `journal` is the id of the journal it is filled from. */
export async function openConfiguredStore({ store }: Config, data: string, journal: string): Promise<Store> {
  const { url, username, database } = store;
  if (!url) return openStore(await openChdb({ path: `${data}/store`, memoryBytes: store.memory_bytes }));
  const password = store.password_file
    ? (await readFile(store.password_file, 'utf8')).trimEnd()
    : (store.password ?? '');
  return openStore(await openClickHouse({ url, username, password, database, writer: `verbatim-load-${journal}` }));
}
