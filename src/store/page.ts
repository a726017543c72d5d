import type { PersonOf } from '../actors/alias.ts';
import type { Engine, QuestionBounds, Row } from './engine.ts';
import { type FoundRecord, RECORD_ANSWER, RECORD_COLUMNS, readRow, recordId } from './read-row.ts';
import { isTooMuch } from './rows.ts';
import {
  afterSql,
  amongSql,
  nearSql,
  type Order,
  orderSql,
  PLACE_COLUMNS,
  type Place,
  type Position,
  readPlace,
  type Selection,
  type SqlPiece,
  selectionSql,
} from './select.ts';
import { patiently } from './short-of-memory.ts';

export interface PageOptions {
  readonly limit: number;
  readonly order: Order;
  readonly after?: Position | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whom the records name as who acted; who the events name, where missing. */
  readonly personOf?: PersonOf | undefined;
}

export interface Page {
  /** At least one if there are any more and `limit` is not 0. */
  readonly records: FoundRecord[];
  /** Where to go on; `undefined` when this is all. */
  readonly next: Position | undefined;
}

/**
 * Bytes of one page in the store. In the engine and here they are held several times over, as columns and as text, and
 * the engine may have no more than 256 MiB. A single larger record is a page of its own.
 */
export const PAGE_BYTES = 16 * 1024 * 1024;

/** What can be long. All other columns together hold a few kilobytes. */
const SIZE = `byteSize(raw, request_object, response_object, response_details, response_message, unknown_fields,
  annotations, user_extra, impersonated_extra, user_groups, impersonated_groups, source_ips, request_uri)`;

/** A few rows at a time, one reader: large values are in memory once, not many times. It takes no longer. */
const SPARING = 'max_threads = 1, max_block_size = 128';

/**
 * So many records are read in one question: whole, where two questions read their places first. The engine finds them in the
 * short columns and reads all others of those alone that it answers; but it holds them all together.
 */
const MAX_AT_ONCE = 500;
/** What that question may have. Where records are small it needs a tenth of it; a half of the smallest engine is this. */
const AT_ONCE: QuestionBounds = { memoryBytes: 128 * 1024 * 1024, answerBytes: PAGE_BYTES };
/** Who reads on has not reached the end of what is there: that may take a little longer, and leaves a core to everything else. */
const READING_ON: QuestionBounds = { ...AT_ONCE, threads: 1 };

/** Reads a page: at once, if its records are not large. */
export async function readPage(engine: Engine, selection: Selection, options: PageOptions): Promise<Page> {
  if (options.limit > MAX_AT_ONCE) return readCarefully(engine, selection, options);
  try {
    const page = await readAtOnce(engine, selection, options);
    if (page) return page;
  } catch (error) {
    if (!isTooMuch(error)) throw error;
  }
  return readCarefully(engine, selection, options);
}

/** `undefined` where a row has to be read from its columns. */
async function readAtOnce(engine: Engine, selection: Selection, options: PageOptions): Promise<Page | undefined> {
  const { limit, after, signal, personOf } = options;
  const { sql, params } = nextSql(RECORD_ANSWER.sql, selection, options);
  const answer = await engine.query(sql, params, { signal, bounds: after ? READING_ON : AT_ONCE });
  const rows = answer.map(RECORD_ANSWER.reader());
  if (!rows.every((row) => row !== undefined)) return undefined;
  const records = rows.map((row) => readRow(row, personOf));
  const shown = records.slice(0, limit);
  return { records: shown, next: records.length > limit ? shown.at(-1) : undefined };
}

/**
 * Reads a page whatever it holds. First only the places are sorted, in short columns. Then the records there are read that are
 * small enough for all to fit; mostly that is all of them. Only where some are not, it is asked how large those are, and the
 * page is cut.
 */
async function readCarefully(engine: Engine, selection: Selection, options: PageOptions): Promise<Page> {
  const { limit, signal, personOf } = options;
  const ask: Ask = (columns, { sql, params }) => {
    const query = `SELECT * FROM (SELECT ${columns} FROM events WHERE ${sql} SETTINGS ${SPARING})`;
    return patiently(() => engine.query(query, params, { signal }), signal);
  };
  const places = await readPlaces(engine, selection, options);
  const wanted = places.slice(0, limit);
  if (wanted.length === 0) return { records: [], next: undefined };

  const read: Read = (rows) => new Map(rows.map((row) => readRow(row, personOf)).map((record) => [record.id, record]));
  const records = read(await askMostRecords(ask, wanted, Math.floor(PAGE_BYTES / wanted.length)));
  const left = wanted.filter((place) => !records.has(idOf(place)));
  let shown: readonly Place[] = wanted;
  if (left.length > 0) {
    const sizes = await readSizes(ask, left);
    shown = cutAt(PAGE_BYTES, wanted, (id) => sizes.get(id) ?? records.get(id)?.raw.length ?? 0);
    const missing = shown.filter((place) => !records.has(idOf(place)));
    if (missing.length > 0) {
      for (const [id, record] of read(await ask(RECORD_COLUMNS, amongSql(missing)))) records.set(id, record);
    }
  }
  return {
    records: shown.flatMap((place) => records.get(idOf(place)) ?? []),
    next: places.length > shown.length ? shown.at(-1) : undefined,
  };
}

type Ask = (columns: string, where: SqlPiece) => Promise<Row[]>;
/** Records by id. */
type Read = (rows: readonly Row[]) => Map<string, FoundRecord>;

function idOf({ journal, seq }: Position): string {
  return recordId(journal, seq);
}

/** Asks for the records at some places, but for those of more than so many bytes, and the few that have to be looked for longer. */
function askMostRecords(ask: Ask, places: readonly Place[], maxBytes: number): Promise<Row[]> {
  const [near, among] = [nearSql(places), amongSql(places)];
  const where = {
    sql: `${near.sql} AND ${among.sql} AND ${SIZE} <= {max_bytes:UInt64}`,
    params: { ...near.params, ...among.params, max_bytes: maxBytes },
  };
  return ask(RECORD_COLUMNS, where);
}

/** The bytes of the record at each place, by its id. */
async function readSizes(ask: Ask, places: readonly Position[]): Promise<Map<string, number>> {
  const rows = await ask(`journal, seq, ${SIZE}`, amongSql(places));
  return new Map(rows.map(([journal, seq, size]) => [recordId(journal as string, Number(seq)), Number(size)]));
}

/** The places of the next records: one more than wanted, to see whether there are more. */
async function readPlaces(engine: Engine, selection: Selection, options: PageOptions): Promise<Place[]> {
  const { sql, params } = nextSql(PLACE_COLUMNS, selection, options);
  return (await engine.query(sql, params, { signal: options.signal })).map(readPlace);
}

/** Columns of the next rows, and of one more. */
function nextSql(columns: string, selection: Selection, { limit, order, after }: PageOptions): SqlPiece {
  const chosen = selectionSql(selection);
  const position = after ? afterSql(after, order) : { sql: '1', params: {} };
  return {
    sql: `SELECT ${columns} FROM events WHERE ${chosen.sql} AND ${position.sql}
     ORDER BY ${orderSql(order)} LIMIT {page_limit:UInt32}`,
    params: { ...chosen.params, ...position.params, page_limit: limit + 1 },
  };
}

/** The first places whose records fit together, and at least one. */
function cutAt(bytes: number, places: readonly Place[], sizeOf: (id: string) => number): readonly Place[] {
  let sum = 0;
  const end = places.findIndex((place, i) => {
    sum += sizeOf(idOf(place));
    return i > 0 && sum > bytes;
  });
  return end < 0 ? places : places.slice(0, end);
}
