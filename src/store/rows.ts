import type { ClickHouseClient } from '@clickhouse/client';
import { VerbatimError } from '../errors.ts';
import { MAX_QUERY_SECONDS, MAX_STATEMENT_BYTES, type Params, type QuestionBounds, type Row } from './engine.ts';
import { readSteps } from './read-steps.ts';

/**
 * What a single question may take, and the name by which it can be stopped. Beyond a part of its memory, what is grouped and sorted
 * goes on on the disk.
 */
export interface QuestionSettings extends Partial<QuestionBounds> {
  readonly name?: string;
}

/** The part of a question's memory that its groups, and what it sorts, may fill before they are put on the disk. */
const SPILL_SHARE = 1 / 3;
/** What one question may put on the disk. */
const MAX_SPILLED_BYTES = 2 * 1024 * 1024 * 1024;
/** Answers up to this length are parsed at once, which is faster; longer ones line by line, which copies nothing. */
const PARSED_WHOLE_LENGTH = 1024 * 1024;

/** Runs a query and parses its rows. The statement must not end in SETTINGS or FORMAT. */
export async function queryRows(
  client: ClickHouseClient,
  sql: string,
  params: Params,
  settings: QuestionSettings = {},
): Promise<Row[]> {
  const query = `${sql}\nSETTINGS ${settingsOf(sql, settings)}`;
  try {
    const result = await client.query({ query, query_params: params, format: 'JSONCompactEachRow' });
    return parseLines(await result.text());
  } catch (cause) {
    throw aboutItsBound(errorOf(sql, cause));
  }
}

function settingsOf(sql: string, { name, memoryBytes, answerBytes, threads }: QuestionSettings): string {
  const settings: Record<string, string | number> = {
    max_execution_time: MAX_QUERY_SECONDS,
    max_query_size: MAX_STATEMENT_BYTES,
    // In the order of the table each part is read only as far as is needed; with buffers, most of it would be.
    read_in_order_use_buffering: 0,
    ...readSteps(sql),
  };
  if (name) settings.log_comment = `'${name}'`;
  if (memoryBytes) {
    settings.max_memory_usage = memoryBytes;
    settings.max_bytes_before_external_group_by = Math.floor(memoryBytes * SPILL_SHARE);
    settings.max_bytes_before_external_sort = Math.floor(memoryBytes * SPILL_SHARE);
    settings.max_temporary_data_on_disk_size_for_query = MAX_SPILLED_BYTES;
  }
  if (answerBytes) settings.max_result_bytes = answerBytes;
  if (threads) settings.max_threads = threads;
  return Object.entries(settings)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ');
}

function parseLines(text: string): Row[] {
  if (text === '') return [];
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  if (end <= PARSED_WHOLE_LENGTH) return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as Row[];
  const rows: Row[] = [];
  for (let at = 0; at < end; ) {
    const lineEnd = text.indexOf('\n', at);
    const stop = lineEnd < 0 ? end : lineEnd;
    rows.push(JSON.parse(text.slice(at, stop)) as Row);
    at = stop + 1;
  }
  return rows;
}

/**
 * Makes an engine's error one of ours. With a code of the engine, it is about the statement, and the context holds the
 * code; anything else means that the engine was not reached. The statement is kept, its values are not: the engine
 * repeats them in its messages, and a cause would bring them into the log.
 */
export function storeError(statement: string): (error: unknown) => never {
  return (cause) => {
    throw errorOf(statement, cause);
  };
}

function errorOf(statement: string, cause: unknown): VerbatimError {
  const message = withoutValues(cause instanceof Error ? cause.message : String(cause));
  const engineCode = engineCodeOf(cause);
  return engineCode === undefined
    ? new VerbatimError('STORE_UNAVAILABLE', `The store does not answer: ${message}`)
    : new VerbatimError('STORE_QUERY', `The store said: ${message}`, { statement, engineCode });
}

/** What is about the size of a question becomes QUERY_LIMIT, and what passes BUSY. */
function aboutItsBound(error: VerbatimError): VerbatimError {
  const [code, detail] = boundOf(error.context.engineCode, error.message) ?? [];
  return code ? new VerbatimError(code, detail, error.context) : error;
}

const SMALLER = 'Ask for a shorter time, or for fewer values.';

/** Which bound an error of the engine is about, if it is about one. */
function boundOf(engineCode: unknown, message: string): ['QUERY_LIMIT' | 'BUSY', string] | undefined {
  switch (engineCode) {
    case ENGINE_ERRORS.TIMEOUT_EXCEEDED:
      return ['QUERY_LIMIT', `The question took more than ${MAX_QUERY_SECONDS} s. ${SMALLER}`];
    case ENGINE_ERRORS.TOO_MANY_ROWS_OR_BYTES:
      return ['QUERY_LIMIT', `The question sets aside more on the disk, or answers more, than one may. ${SMALLER}`];
    case ENGINE_ERRORS.MEMORY_LIMIT_EXCEEDED:
      // One code for two things: what one question may have, and what all have together.
      return message.includes('Query memory limit')
        ? ['QUERY_LIMIT', `The question needs more memory than one may have, a part of store.memory_bytes. ${SMALLER}`]
        : ['BUSY', 'The memory of the store is taken by other questions; ask again.'];
    default:
      return undefined;
  }
}

/** Codes of ClickHouse. */
const ENGINE_ERRORS = { TIMEOUT_EXCEEDED: 159, MEMORY_LIMIT_EXCEEDED: 241, TOO_MANY_ROWS_OR_BYTES: 396 } as const;

/** Whether a question needed more memory than it, or all together, may have, or answered more than it may. */
export function isTooMuch(error: unknown): boolean {
  if (!(error instanceof VerbatimError)) return false;
  const { engineCode } = error.context;
  return engineCode === ENGINE_ERRORS.MEMORY_LIMIT_EXCEEDED || engineCode === ENGINE_ERRORS.TOO_MANY_ROWS_OR_BYTES;
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
