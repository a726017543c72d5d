import { createBinaryReader } from './binary.ts';
import { TIME } from './doubts.ts';
import { fileEngine } from './engine.ts';
import { linesFrom } from './fast.ts';
import type { Found, Order } from './found.ts';
import { KIND, type LineSql } from './line-sql.ts';
import { SPOOL_FORMAT } from './spool.ts';

export interface Asked {
  readonly lines: LineSql;
  readonly order: Order;
  /** `Infinity`: all. */
  readonly limit: number;
  /** The paths of the files that the engine reads, as one pattern. */
  readonly pattern: string | undefined;
  /** A spool to sort with them. */
  readonly spool?: string;
}

/** A line as the engine gives it. */
export interface EngineLine extends Found {
  readonly kind: number;
}

const DIRECTIONS = { asc: 'ASC', desc: 'DESC' } as const;

/** Lines that are not for the engine to judge, and then events in order. Each batch is read before the next is asked for. */
export async function* askEngine(asked: Asked): AsyncGenerator<readonly EngineLine[]> {
  const { lines, order, limit, pattern, spool } = asked;
  const parts = [...(pattern === undefined ? [] : [fileRows(lines)]), ...(spool === undefined ? [] : [SPOOL_ROWS])];
  if (parts.length === 0) return;
  const direction = DIRECTIONS[order];
  const sql = `SELECT kind, sure, time, file, row, line FROM (${parts.join(' UNION ALL ')})
    ORDER BY kind DESC, time ${direction}, file ${direction}, row ${direction}
    ${limit === Number.POSITIVE_INFINITY ? '' : 'LIMIT {limit:UInt64}'}`;
  const { query } = await fileEngine();
  const params = { ...lines.params, files: pattern ?? '', spool: spool ?? '', limit: String(limit) };
  for await (const bytes of query(sql, params, 'RowBinary')) yield readRows(bytes);
}

function fileRows(lines: LineSql): string {
  const time = `if(kind = ${KIND.match}, toUnixTimestamp64Micro(${TIME}), 0)`;
  return `SELECT kind, 1 AS sure, ${time} AS time, file, row, line FROM ${linesFrom(lines)}`;
}

const SPOOL_ROWS = `SELECT ${KIND.match} AS kind, 0 AS sure, time, file, row, line FROM file({spool:String}, ${SPOOL_FORMAT})`;

function readRows(bytes: Buffer): EngineLine[] {
  const reader = createBinaryReader(bytes);
  const rows: EngineLine[] = [];
  while (!reader.isAtEnd()) {
    const kind = reader.integer(1);
    const isEvent = reader.integer(1) === 1 && kind === KIND.match;
    const time = reader.long();
    const file = reader.integer(4);
    rows.push({ kind, isEvent, time, file, row: reader.long(), part: 0, raw: reader.bytes() });
  }
  return rows;
}
