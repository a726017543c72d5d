import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { VerbatimError } from '../errors.ts';
import { connectTo } from './chdb-connection.ts';
import type { Asker, Engine, Params, Row } from './engine.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { createNativeFile, type NativeFile } from './native-file.ts';
import { createPool } from './pool.ts';
import { type QuestionSettings, queryRows, storeError } from './rows.ts';
import { createStoppable } from './stoppable.ts';

/** One connection runs one query at a time; so many questions are answered side by side, where there is memory for them. */
const QUESTION_READERS = 3;
/**
 * Memory of the engine for each of them. With 256 MiB in all and three that take what they can get, one load in seven found
 * none left and had to be tried again.
 */
const READER_BYTES = 256 * 1024 * 1024;
/** Loading and imports do not wait behind questions. */
const OWN_READERS = 1;

export interface ChdbOptions {
  /** The directory that holds the data. It belongs to one process. */
  readonly path: string;
  /** Bytes of memory that the engine may use. */
  readonly memoryBytes: number;
}

/** Server settings have to be given when the engine starts. */
function engineArguments(memoryBytes: number): string[] {
  return [
    `--max_server_memory_usage=${memoryBytes}`,
    // Small caches: the page cache of the system holds the files already.
    `--mark_cache_size=${Math.floor(memoryBytes / 16)}`,
    `--index_mark_cache_size=${Math.floor(memoryBytes / 64)}`,
    '--uncompressed_cache_size=0',
    // Left alone, each of these may grow beyond all that the engine has, and questions would be refused for it.
    `--query_condition_cache_size=${Math.floor(memoryBytes / 64)}`,
    `--text_index_tokens_cache_size=${Math.floor(memoryBytes / 32)}`,
    `--text_index_header_cache_size=${Math.floor(memoryBytes / 32)}`,
    `--text_index_postings_cache_size=${Math.floor(memoryBytes / 32)}`,
    '--background_pool_size=2',
    '--background_schedule_pool_size=4',
  ];
}

/** What a single question may have of the engine's memory: loading needs the rest. */
const QUESTION_SHARE = 3 / 4;

const CONNECTION_SETTINGS = {
  // Answers are written one after another: side by side, those with large values would be held several times over.
  output_format_parallel_formatting: 0,
  // Free memory for each thread of a question. The engine's own choice is 1 GiB, more than it is given here at all, so that every
  // question would have one thread; one needs about 20 MB.
  max_threads_min_free_memory_per_thread: 64 * 1024 * 1024,
} as const;

function readersFor(memoryBytes: number): number {
  return Math.max(1, Math.min(QUESTION_READERS, Math.floor(memoryBytes / READER_BYTES)));
}

/** Opens ClickHouse in this process. */
export async function openChdb({ path, memoryBytes }: ChdbOptions): Promise<Engine> {
  // The first session on a path starts the engine; the connections below share it.
  let engine: Session;
  try {
    engine = new Session(path, { connectionArgs: engineArguments(memoryBytes) });
  } catch (cause) {
    throw new VerbatimError('STORE_UNAVAILABLE', `The store in ${path} cannot be opened: ${String(cause)}.`, { cause });
  }
  const connect = () =>
    createClient({
      connection: connectTo(path),
      clickhouse_settings: CONNECTION_SETTINGS,
    });
  const writer = connect();
  const readers = Array.from({ length: readersFor(memoryBytes) }, connect);
  const ownReaders = Array.from({ length: OWN_READERS }, connect);
  const stopper = connect();
  const tender = connect();
  const purger = connect();
  const files = new Map<string, NativeFile>();
  const fileOf = (table: string) => {
    const file = files.get(table) ?? createNativeFile(`${path}/${table}.native`);
    files.set(table, file);
    return file;
  };
  const questions = createPool(readers);
  const own = createPool(ownReaders);
  const stoppable = createStoppable(stopper);
  let loadedBytes = 0;
  const stopGivingBack = giveBackMemory(purger, () => loadedBytes);
  const questionBytes = Math.floor(memoryBytes * QUESTION_SHARE);

  return {
    query: (sql: string, params: Params = {}, { self, signal, bounds }: Asker = {}): Promise<Row[]> =>
      self
        ? own.use((client) => queryAlone(client, sql, params), signal)
        : questions.use((client) => {
            const ask = (name: string) =>
              queryAlone(client, sql, params, { memoryBytes: questionBytes, ...bounds, name });
            return stoppable.run(ask, signal);
          }, signal),
    command: async (sql) => {
      await writer.command({ query: sql }).catch(storeError(sql));
    },
    tend: async (sql, params = {}) => {
      await tender.command({ query: sql, query_params: params }).catch(storeError(sql));
    },
    insert: (table, columns, blocks) => {
      for (const block of blocks) loadedBytes += block.length;
      return insertFromFile(writer, fileOf(table), { table, columns, blocks });
    },
    // An insert of this process has ended when its promise has; one of a process that died died with it.
    settle: async () => {},
    close: async () => {
      stoppable.stopAll();
      await Promise.all([questions.drain(), own.drain()]);
      // A connection must not be closed within a call: the engine would go on with what is freed.
      await Promise.all([stopGivingBack(), stoppable.idle(), ...[...files.values()].map((file) => file.remove())]);
      await Promise.all([writer, stopper, tender, purger, ...readers, ...ownReaders].map((client) => client.close()));
      engine.close();
    },
  };
}

/**
 * What a question had answered when it failed, the engine puts before the next answer of the same connection. So after a
 * failure something is asked whose answer is thrown away.
 */
async function queryAlone(
  client: ClickHouseClient,
  sql: string,
  params: Params,
  settings?: QuestionSettings,
): Promise<Row[]> {
  try {
    return await queryRows(client, sql, params, settings);
  } catch (error) {
    await client.query({ query: 'SELECT 1' }).then(
      (result) => result.text(),
      () => {},
    );
    throw error;
  }
}

interface Insert {
  readonly table: string;
  readonly columns: readonly string[];
  readonly blocks: readonly Uint8Array[];
}

/** The engine takes a binary format only from a file. It is read from memory again: nobody waits for the disk. */
export async function insertFromFile(
  client: ClickHouseClient,
  file: NativeFile,
  { table, columns, blocks }: Insert,
): Promise<void> {
  const names = columns.join(', ');
  const query = `INSERT INTO ${table} (${names}) SELECT ${names} FROM file({file:String}, 'Native')`;
  try {
    await file.write(blocks);
    await client.command({ query, query_params: { file: file.path } });
    file.release();
  } catch (error) {
    // Why it failed is worth more than that the file is still there; it is written over next time.
    await file.remove().catch(() => {});
    storeError(query)(error);
  }
}
