/**
 * A running ClickHouse, in this process or elsewhere. Both kinds take the same SQL; they differ in how they connect
 * and in how the bytes of an insert reach them.
 */
export interface Engine {
  /** Runs a query and gives its rows, each a list of values in the order of the columns. */
  query(sql: string, params?: Params, asker?: Asker): Promise<Row[]>;
  /** Runs a statement that gives no rows. */
  command(sql: string): Promise<void>;
  /** Runs a statement that may take long, with values that it binds. Loading does not wait for it. */
  tend(sql: string, params?: Params): Promise<void>;
  /** Inserts blocks of the `Native` format as one. When it fails, some of their rows may be there: see `settle`. */
  insert(table: string, columns: readonly string[], blocks: readonly Uint8Array[]): Promise<void>;
  /** Resolves when no earlier insert of this writer, or of one before it that died, can still take effect: one under way may fail. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Who asks. Questions wait in one queue; what Verbatim asks itself, to load and to import, has connections of its own. */
export interface Asker {
  readonly self?: boolean;
  /** Aborts when nobody waits for the answer any more: then a question is stopped, or, before its turn, never asked. */
  readonly signal?: AbortSignal | undefined;
  /** What a question needs more of than this is refused with QUERY_LIMIT. */
  readonly bounds?: QuestionBounds | undefined;
}

export interface QuestionBounds {
  /** Bytes of the engine's memory. */
  readonly memoryBytes: number;
  /** Bytes of the answer's columns. */
  readonly answerBytes: number;
  /** How many of the machine's cores may work on it at a time; all where left out. */
  readonly threads?: number;
}

export type Params = Readonly<Record<string, unknown>>;
export type Row = readonly unknown[];

/** A question that takes longer is ended with an error, so that it cannot hold a connection for ever. */
export const MAX_QUERY_SECONDS = 120;

/** A statement with the most conditions that a query may have; the engine's own bound is below that. */
export const MAX_STATEMENT_BYTES = 8 * 1024 * 1024;
