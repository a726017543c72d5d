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

/**
 * Makes an engine's error one of ours. With a code of the engine, it is about the statement, and the context holds the
 * code; anything else means that the engine was not reached. The statement is kept, its values are not: the engine
 * repeats them in its messages, and a cause would bring them into the log.
 */
export function storeError(statement: string): (error: unknown) => never {
  return (cause) => {
    const message = withoutValues(cause instanceof Error ? cause.message : String(cause));
    const engineCode = engineCodeOf(cause);
    if (engineCode === undefined) throw new VerbatimError('STORE_UNAVAILABLE', `The store does not answer: ${message}`);
    throw new VerbatimError('STORE_QUERY', `The store said: ${message}`, { statement, engineCode });
  };
}

/** The number of an error of ClickHouse; both clients give it as text. */
function engineCodeOf(error: unknown): number | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : undefined;
}

/** The engine repeats the statement with its values after these words. */
function withoutValues(message: string): string {
  return message.split(/ In scope |: While executing | in scope /, 1)[0] ?? message;
}
