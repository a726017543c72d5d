import type { PersonOf } from '../actors/alias.ts';
import type { Engine, Params } from './engine.ts';
import { type FoundRecord, RECORD_COLUMNS, readRow } from './read-row.ts';
import type { SqlPiece } from './select.ts';

/** A place in a journal. */
export interface JournalPlace {
  readonly journal: string;
  readonly seq: number;
}

/** The records at some places for which a condition holds, in no order: one question is cheaper than one for each. */
export async function readByPlaces(
  engine: Engine,
  places: readonly JournalPlace[],
  {
    where,
    signal,
    personOf,
  }: { readonly where: SqlPiece; readonly signal?: AbortSignal | undefined; readonly personOf?: PersonOf },
): Promise<FoundRecord[]> {
  if (places.length === 0) return [];
  const params: Params = {
    ...where.params,
    place_journals: [...new Set(places.map(({ journal }) => journal))],
    place_seqs: places.map(({ seq }) => seq),
  };
  const wanted = new Set(places.map(({ journal, seq }) => `${journal}-${seq}`));
  const rows = await engine.query(
    `SELECT ${RECORD_COLUMNS} FROM events
     WHERE journal IN {place_journals:Array(String)} AND seq IN {place_seqs:Array(UInt64)} AND (${where.sql})`,
    params,
    { signal },
  );
  // Of two journals, each may have the number of the other's place.
  return rows.map((row) => readRow(row, personOf)).filter(({ journal, seq }) => wanted.has(`${journal}-${seq}`));
}
