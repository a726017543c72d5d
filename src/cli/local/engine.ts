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

/** Bytes that a sort holds before it goes on on the disk. */
const SORT_BYTES = 256 * 1024 * 1024;

/** Lines that are worked on at once: the engine's own 65,000 leave a core's cache, and are tens of megabytes. */
const BLOCK_ROWS = 4_096;

const SETTINGS = [
  // Cutting lines is so little work that to share it costs more; what is asked of the lines is shared in any case.
  'input_format_parallel_parsing = 0',
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

interface Opened extends FileEngine {
  readonly close: () => void;
}

let opened: Promise<Opened> | undefined;

/** The engine of this process. It is started when first needed, and stays until the process ends. */
export function fileEngine(): Promise<FileEngine> {
  opened ??= open();
  return opened;
}

/** Ends the engine earlier, if it was started. The next one is started anew. */
export async function closeFileEngine(): Promise<void> {
  const closing = await opened;
  opened = undefined;
  closing?.close();
}

async function open(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let session: Session;
  try {
    // Loading the engine takes as long as starting it, and only questions about files need it.
    const { Session } = await import('chdb');
    session = new Session(join(folder, 'engine'));
  } catch (cause) {
    remove();
    throw new VerbatimError('INTERNAL', `The engine cannot be started: ${String(cause)}`, { cause });
  }
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    session.close();
    remove();
  };
  process.once('exit', close);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) endOn(signal, close);
  return { folder, close, query: (sql, params, format) => stream(session, sql, params, format) };
}

/** A signal that nobody else waits for still ends the process as it would have, without leaving the folder behind. */
function endOn(signal: NodeJS.Signals, close: () => void): void {
  const handle = () => {
    if (process.listenerCount(signal) > 1) return;
    close();
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
