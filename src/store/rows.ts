import type { ClickHouseClient } from '@clickhouse/client';
import { VerbatimError } from '../errors.ts';
import { MAX_QUERY_SECONDS, MAX_STATEMENT_BYTES, type Params, type Row } from './engine.ts';

/** Runs a query and parses its rows. The statement must not end in SETTINGS or FORMAT. */
export async function queryRows(client: ClickHouseClient, sql: string, params: Params): Promise<Row[]> {
  const query = `${sql}\nSETTINGS max_execution_time = ${MAX_QUERY_SECONDS}, max_query_size = ${MAX_STATEMENT_BYTES}`;
  try {
    const result = await client.query({ query, query_params: params, format: 'JSONCompactEachRow' });
    const text = await result.text();
    return parseLines(text);
  } catch (error) {
    return storeError(sql)(error);
  }
}

function parseLines(text: string): Row[] {
  if (text === '') return [];
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as Row[];
}

/** Codes of failures to reach the engine rather than of the statement. */
const UNREACHABLE = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|socket hang up|Timeout error|other side closed/i;

/** Makes an engine's error one of ours. The statement is kept; its values are not part of it. */
export function storeError(statement: string): (error: unknown) => never {
  return (cause) => {
    const message = withoutValues(cause instanceof Error ? cause.message : String(cause));
    const code = UNREACHABLE.test(message) ? 'STORE_UNAVAILABLE' : 'STORE_QUERY';
    throw new VerbatimError(code, `The store said: ${message}`, { statement, cause });
  };
}

/** The engine repeats the statement with its values after these words. */
function withoutValues(message: string): string {
  return message.split(/ In scope |: While executing | in scope /, 1)[0] ?? message;
}
