import { csvText, guardedCell } from '../../event/csv-line.ts';
import { valueText } from '../../query/read-value.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { View } from '../contract.ts';
import { itemJson } from '../item.ts';
import { type Column, columnOf, DEFAULT_COLUMNS, valuesOf } from './columns.ts';

/** How a stream of records is written. */
export interface LineFormat {
  readonly type: string;
  /** Of the name of a file. */
  readonly extension: string;
  /** Before the first record. */
  readonly head: string;
  /** One record, with its line end. */
  readonly line: (record: FoundRecord) => Buffer[];
}

const NEWLINE = Buffer.from('\n');
export const NDJSON = 'application/x-ndjson';

/** Whole records, in a view of them. */
export function wholeLines(view: View): LineFormat {
  return { type: NDJSON, extension: 'jsonl', head: '', line: (record) => [viewed(record, view), NEWLINE] };
}

function viewed(record: FoundRecord, view: View): Buffer {
  if (view === 'raw') return record.raw;
  return Buffer.from(view === 'event' ? record.eventJson : itemJson(record));
}

/** Some fields of each record, as JSON objects. Throws QUERY_FIELD. */
export function fieldLines(fields: readonly string[]): LineFormat {
  const columns = fields.map(columnOf);
  const text = (record: FoundRecord) => `${JSON.stringify(named(columns, valuesOf(record, columns)))}\n`;
  return { type: NDJSON, extension: 'jsonl', head: '', line: (record) => [Buffer.from(text(record))] };
}

function named(columns: readonly Column[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }, i) => [name, values[i]]));
}

/** RFC 4180 with a header; what a spreadsheet would run as a formula has an apostrophe before it. Throws QUERY_FIELD. */
export function csvLines(fields: readonly string[] = DEFAULT_COLUMNS): LineFormat {
  const columns = fields.map(columnOf);
  const text = (cells: readonly string[]) => csvText(cells.map(guardedCell));
  return {
    type: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: text(columns.map(({ name }) => name)),
    line: (record) => [Buffer.from(text(valuesOf(record, columns).map(valueText)))],
  };
}
