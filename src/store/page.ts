import type { Engine } from './engine.ts';
import { type FoundRecord, fromTimeCell, RECORD_COLUMNS, readRow, recordId } from './read-row.ts';
import { afterSql, amongSql, type Order, orderSql, type Position, type Selection, selectionSql } from './select.ts';

export interface PageOptions {
  readonly limit: number;
  readonly order: Order;
  readonly after?: Position | undefined;
  readonly signal?: AbortSignal | undefined;
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

/**
 * Reads a page in three questions: which places, how large each is, and then the records that fit. To find the places,
 * only short columns are sorted; that makes the three together faster than one question for everything.
 */
export async function readPage(engine: Engine, selection: Selection, options: PageOptions): Promise<Page> {
  const { limit, signal } = options;
  const places = await readPlaces(engine, selection, options);
  const wanted = places.slice(0, limit);
  if (wanted.length === 0) return { records: [], next: undefined };
  const shown = cutAt(PAGE_BYTES, wanted, await readSizes(engine, wanted, signal));
  const among = amongSql(shown);
  const rows = await engine.query(`SELECT ${RECORD_COLUMNS} FROM events WHERE ${among.sql}`, among.params, { signal });
  const records = new Map(rows.map(readRow).map((record) => [record.id, record]));
  return {
    records: shown.flatMap(({ journal, seq }) => records.get(recordId(journal, seq)) ?? []),
    next: places.length > shown.length ? shown.at(-1) : undefined,
  };
}

/** The places of the next records: one more than wanted, to see whether there are more. */
async function readPlaces(
  engine: Engine,
  selection: Selection,
  { limit, order, after, signal }: PageOptions,
): Promise<Position[]> {
  const chosen = selectionSql(selection);
  const position = after ? afterSql(after, order) : { sql: '1', params: {} };
  const rows = await engine.query(
    `SELECT time, journal, seq FROM events WHERE ${chosen.sql} AND ${position.sql}
     ORDER BY ${orderSql(order)} LIMIT {page_limit:UInt32}`,
    { ...chosen.params, ...position.params, page_limit: limit + 1 },
    { signal },
  );
  return rows.map(([time, journal, seq]) => ({
    time: fromTimeCell(time as string),
    journal: journal as string,
    seq: Number(seq),
  }));
}

/** The bytes of each record, by its id. */
async function readSizes(
  engine: Engine,
  places: readonly Position[],
  signal: AbortSignal | undefined,
): Promise<Map<string, number>> {
  const among = amongSql(places);
  const rows = await engine.query(`SELECT journal, seq, ${SIZE} FROM events WHERE ${among.sql}`, among.params, {
    signal,
  });
  return new Map(rows.map(([journal, seq, size]) => [recordId(journal as string, Number(seq)), Number(size)]));
}

/** The first places that fit together, and at least one. */
function cutAt(bytes: number, places: readonly Position[], sizes: ReadonlyMap<string, number>): readonly Position[] {
  let sum = 0;
  const end = places.findIndex(({ journal, seq }, i) => {
    sum += sizes.get(recordId(journal, seq)) ?? 0;
    return i > 0 && sum > bytes;
  });
  return end < 0 ? places : places.slice(0, end);
}
