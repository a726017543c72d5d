import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { Engine } from './engine.ts';
import { createFence } from './fence.ts';
import { createPool } from './pool.ts';
import { queryRows, storeError } from './rows.ts';
import { createStoppable } from './stoppable.ts';

export interface ClickHouseOptions {
  /** `http://host:8123` or `https://…`; without user, password and database. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Names this writer's inserts on the server, so that a successor can wait for or end them. */
  readonly writer: string;
}

const REQUEST_TIMEOUT_MS = 180_000;
/** So many questions are answered side by side. */
const QUESTION_CONNECTIONS = 5;
/** Loading and imports do not wait behind questions. */
const OWN_CONNECTIONS = 2;
/** One more inserts, one stops questions, and one removes what is not kept. */
const CONNECTIONS = QUESTION_CONNECTIONS + OWN_CONNECTIONS + 3;

/** Connects to a ClickHouse server and makes the database if it is not there. */
export async function openClickHouse(options: ClickHouseOptions): Promise<Engine> {
  const { url, username, password, database, writer } = options;
  const common = {
    url,
    username,
    password,
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: CONNECTIONS,
    // Errors are ours to tell; the client's own log would print the values of a query.
    log: { level: ClickHouseLogLevel.OFF },
  };
  const setup = createClient(common);
  try {
    await setup.command({ query: `CREATE DATABASE IF NOT EXISTS ${identifier(database)}` });
  } catch (error) {
    storeError('CREATE DATABASE')(error);
  } finally {
    await setup.close();
  }
  const client = createClient({ ...common, database });
  const questions = createPool(Array<typeof client>(QUESTION_CONNECTIONS).fill(client));
  const own = createPool(Array<typeof client>(OWN_CONNECTIONS).fill(client));
  const stoppable = createStoppable(client);
  const fence = createFence(client, writer);
  let inserts = 0;
  await fence.open().catch(async (error) => {
    await client.close();
    storeError('CREATE TABLE fences')(error);
  });

  return {
    query: (sql, params = {}, { self, signal, bounds } = {}) =>
      self
        ? own.use((lent) => queryRows(lent, sql, params), signal)
        : questions.use(
            (lent) => stoppable.run((name) => queryRows(lent, sql, params, { ...bounds, name }), signal),
            signal,
          ),
    command: async (sql) => {
      await client.command({ query: sql }).catch(storeError(sql));
    },
    tend: async (sql, params = {}) => {
      await client.command({ query: sql, query_params: params }).catch(storeError(sql));
    },
    insert: async (table, columns, blocks) => {
      inserts++;
      const names = columns.join(', ');
      const insert = `INSERT INTO ${table} (${names}) SELECT ${names} FROM input()`;
      try {
        const { sql, params } = await fence.condition();
        const { stream } = await client.exec({
          query: `${insert} WHERE ${sql} FORMAT Native`,
          query_params: params,
          values: Readable.from(blocks, { objectMode: false }),
          query_id: `${writer}-${process.pid}-${Date.now()}-${inserts}`,
          // The answer must mean that the rows are on disk.
          clickhouse_settings: { async_insert: 0, wait_end_of_query: 1 },
        });
        for await (const _rest of stream);
      } catch (error) {
        storeError(insert)(error);
      }
    },
    // An insert whose connection broke may still be on its way to the server, or be running there.
    settle: async () => {
      await fence.raise().catch(storeError('INSERT INTO fences'));
      await client
        .command({
          query: `KILL QUERY WHERE startsWith(query_id, {writer:String}) SYNC`,
          query_params: { writer: `${writer}-` },
        })
        .catch(storeError('KILL QUERY'));
    },
    close: async () => {
      stoppable.stopAll();
      await questions.drain();
      await client.close();
    },
  };
}

function identifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}
