import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'chdb';
import { VerbatimError } from '../../errors.ts';

/** ClickHouse in this process, over files instead of a store. */
export interface FileEngine {
  /** A folder of this process alone; it goes when the process ends. */
  readonly folder: string;
  /** Runs one statement at a time and gives its result in pieces. Abandoning it stops the work. FILE_UNREADABLE. */
  readonly query: (sql: string, params: Params, format: string) => AsyncGenerator<Buffer>;
}

export type Params = Readonly<Record<string, unknown>>;

/** Bytes that the engine cuts a file into to read it in parallel: its own 10 MiB leaves one thread waiting too often. */
const CHUNK_BYTES = 1024 * 1024;

/** Bytes that a sort holds before it goes on on the disk. */
const SORT_BYTES = 256 * 1024 * 1024;

/** Rows that are given at once; the engine's own 65,000 events are tens of megabytes. */
const BLOCK_ROWS = 8_192;

const SETTINGS = [
  `min_chunk_bytes_for_parallel_parsing = ${CHUNK_BYTES}`,
  `max_bytes_before_external_sort = ${SORT_BYTES}`,
  `max_bytes_before_external_group_by = ${SORT_BYTES}`,
  `max_block_size = ${BLOCK_ROWS}`,
  // Setting rows apart to skip a condition on them copies their lines, which costs more than most conditions; so lines are
  // left out in two steps that are kept apart, and each step looks at all that it has.
  "short_circuit_function_evaluation = 'disable'",
  'query_plan_merge_filters = 0',
  // Mapped, a file as large as the memory would count as memory of this process.
  "storage_file_read_method = 'pread'",
  // A line may be as long as the largest event; the engine's bound is below that.
  'input_format_max_block_size_bytes = 0',
].join(', ');

let opening: Promise<FileEngine> | undefined;

/** The engine of this process: it takes one folder for as long as the process runs, and is started when first needed. */
export function fileEngine(): Promise<FileEngine> {
  opening ??= open();
  return opening;
}

async function open(): Promise<FileEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Loading it takes as long as starting it; a question without files should not wait for that.
  const { Session } = await import('chdb');
  let session: Session;
  try {
    session = new Session(join(folder, 'engine'));
  } catch (cause) {
    remove();
    throw new VerbatimError('INTERNAL', `The engine cannot be started: ${String(cause)}`, { cause });
  }
  const end = () => {
    session.close();
    remove();
  };
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) endOn(signal, end);
  return { folder, query: (sql, params, format) => stream(session, sql, params, format) };
}

/** A signal that nobody else waits for still ends the process as it would have, without leaving the folder behind. */
function endOn(signal: NodeJS.Signals, end: () => void): void {
  const handle = () => {
    if (process.listenerCount(signal) > 1) return;
    end();
    process.off(signal, handle);
    process.kill(process.pid, signal);
  };
  process.on(signal, handle);
}

async function* stream(session: Session, sql: string, params: Params, format: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of session.queryStreamBind(`${sql}\nSETTINGS ${SETTINGS}`, { ...params }, { format })) {
      const bytes = chunk.raw();
      yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    }
  } catch (cause) {
    throw new VerbatimError('FILE_UNREADABLE', `The files cannot be read: ${reason(cause)}`, { cause });
  }
}

/** The engine repeats the statement with its values after these words. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split(/: While executing |: while executing |: In scope |\(in file\/uri /, 1)[0] as string;
}
