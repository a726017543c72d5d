import { writeExact } from '../../event/exact-json.ts';
import { csvLine } from './csv.ts';
import type { Column } from './layout.ts';
import type { Paint } from './paint.ts';
import { type Cell, createTable, SAMPLE_ROWS } from './table.ts';
import { visibleJson } from './visible.ts';

export const RECORD_FORMATS = ['table', 'json', 'jsonl', 'csv'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

export interface RecordColumn<T> extends Column {
  /** The cell of the table. */
  readonly cell: (record: T) => Cell;
  /** The member of the record under which CSV shows it; a column without one is only for people. */
  readonly key?: keyof T & string;
}

export interface RecordOptions<T> {
  readonly format: RecordFormat;
  readonly columns: readonly RecordColumn<T>[];
  readonly paint: Paint;
  readonly terminal: number | undefined;
}

/** A short list of records in any of the formats, as one text. */
export function renderRecords<T extends object>(records: readonly T[], options: RecordOptions<T>): string {
  const json = options.terminal === undefined ? (text: string) => text : visibleJson;
  switch (options.format) {
    case 'json':
      return json(`${writeExact(records, 2)}\n`);
    case 'jsonl':
      return json(records.map((record) => `${writeExact(record)}\n`).join(''));
    case 'csv':
      return csv(records, options);
    case 'table': {
      const { columns, paint, terminal } = options;
      const table = createTable({
        columns,
        paint,
        available: terminal,
        cutCells: terminal !== undefined,
        sample: SAMPLE_ROWS,
        whole: '-o json',
      });
      return table.add(records.map((record) => columns.map((column) => column.cell(record)))) + table.end();
    }
  }
}

function csv<T extends object>(records: readonly T[], { columns, terminal }: RecordOptions<T>): string {
  const keys = columns.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const lines = records.map((record) => keys.map((key) => String(record[key] ?? '')));
  return [keys, ...lines]
    .map((cells) => csvLine(cells, { spreadsheet: false, terminal: terminal !== undefined }))
    .join('');
}
