import type { ClickHouseClientConfigOptions } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { writeValues } from './literals.ts';
import { createPool } from './pool.ts';

/** The two packages declare one contract twice, with a private member each, so the compiler takes them for different. */
type ClientConnection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type Connection = ReturnType<typeof createChdbConnection>;
type Statement = Parameters<Connection['query']>[0];

/** A further connection to the engine of this process. It runs one statement at a time, and waits for no other connection. */
export function connectTo(path: string): ClientConnection {
  const connection = createChdbConnection({ path });
  const { query, command } = connection;
  const turn = createPool([connection], Number.POSITIVE_INFINITY);
  const written = <T extends Statement>({ query_params: values = {}, ...statement }: T) => ({
    ...statement,
    query: writeValues(statement.query, values),
  });
  connection.query = (statement) => turn.use((one) => query.call(one, written(statement)));
  connection.command = (statement) => turn.use((one) => command.call(one, written(statement)));
  return connection as unknown as ClientConnection;
}
