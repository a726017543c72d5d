import { VerbatimError } from '../../errors.ts';
import { fileEngine, type Params } from './engine.ts';
import type { Files } from './files.ts';
import { KIND, type LineSql } from './line-sql.ts';

/** Lines that the general way judges one by one; a file with more of them is read in the general way as a whole. */
export const MAX_UNSURE = 1_000;

/** The lines of the files that the engine reads, with their place and what they are. `{files:String}` is their pattern. */
export function linesFrom({ mentioned, worthReading, kind }: LineSql): string {
  const place = "toUInt32(extract(_file, '^[0-9]+')) AS file, toInt64(assumeNotNull(_row_number)) AS row";
  const read = `SELECT line, ${place}, ${mentioned} AS mentioned FROM file({files:String}, 'LineAsString', 'line String') WHERE ${worthReading}`;
  return `(SELECT ${kind} AS kind, file, row, line FROM (${read}) WHERE kind < ${KIND.other})`;
}

/** What made the engine's answer useless; the files that did are for the general way. */
export class Odd extends Error {}

/**
 * Asks until the engine has read only files that it can read: `ask` throws `Odd` when it meets more than it can. The files
 * at fault are handed to the general way and `ask` is called again.
 */
export async function withoutOddFiles<T>(files: Files, lines: LineSql, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Odd) {
        const odd = await oddFiles(files, lines);
        if (odd.length === 0) throw error;
        files.readGenerally(odd);
      } else if (isUnreadable(error) && files.packed().length > 0) {
        // A damaged archive: the general way gives what comes before the damage.
        files.readGenerally(files.packed());
      } else {
        throw error;
      }
    }
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof VerbatimError && error.code === 'FILE_UNREADABLE';
}

/** Files with a line that goes on with the one before, or with too many that are no event. */
async function oddFiles(files: Files, lines: LineSql): Promise<number[]> {
  const counts = `countIf(kind = ${KIND.continues}) > 0 OR countIf(kind = ${KIND.unsure}) > {most:UInt32}`;
  const pattern = await files.pattern();
  if (pattern === undefined) return [];
  const sum = `SELECT file, ${counts} AS continues FROM ${linesFrom(lines)} WHERE kind > 0 GROUP BY file`;
  const found: number[] = [];
  const params: Params = { ...lines.params, files: pattern, most: MAX_UNSURE };
  const { query } = await fileEngine();
  let text = '';
  for await (const bytes of query(sum, params, 'TSV')) text += bytes.toString('latin1');
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
  for (const [file, isOdd] of rows) if (isOdd === '1') found.push(Number(file));
  // Together too many, though none of them alone.
  return found.length > 0 ? found : rows.map(([file]) => Number(file));
}
