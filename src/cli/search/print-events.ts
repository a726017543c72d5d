import { lineBatches } from '../client/lines.ts';
import type { Context } from '../context.ts';
import { parseItem } from '../item.ts';
import type { Zone } from '../render/time.ts';

export const SEARCH_FORMATS = ['table', 'wide', 'json', 'jsonl', 'csv', 'raw'] as const;
export type SearchFormat = (typeof SEARCH_FORMATS)[number];

export interface PrintOptions {
  readonly context: Context;
  readonly format: SearchFormat;
  readonly zone: Zone;
  readonly spreadsheet: boolean;
}

/**
 * Prints a stream of events of any length in bounded memory. `jsonl` and `raw` pass the bytes on as they come, and
 * `json` puts the lines as they are into one array; the other formats need lines of the view `envelope`. Resolves with the
 * rows of a table; other formats are for programs and have none.
 */
export async function printEvents(lines: AsyncIterable<Uint8Array>, options: PrintOptions): Promise<number> {
  switch (options.format) {
    case 'jsonl':
      await (options.context.columns === undefined ? printBytes(lines, options) : printLines(lines, options));
      return 0;
    case 'raw':
      await printBytes(lines, options);
      return 0;
    case 'json':
      await printArray(lines, options);
      return 0;
    case 'csv':
      await printCsv(lines, options);
      return 0;
    case 'table':
    case 'wide':
      return printTable(lines, options);
  }
}

async function printBytes(lines: AsyncIterable<Uint8Array>, { context }: PrintOptions): Promise<void> {
  for await (const chunk of lines) await context.out.write(chunk);
}

/** For a terminal. */
async function printLines(lines: AsyncIterable<Uint8Array>, { context }: PrintOptions): Promise<void> {
  for await (const batch of lineBatches(lines)) {
    await context.out.write(batch.map((line) => `${context.shownJson(line)}\n`).join(''));
  }
}

async function printArray(lines: AsyncIterable<Uint8Array>, { context }: PrintOptions): Promise<void> {
  let before = '[\n';
  for await (const batch of lineBatches(lines)) {
    await context.out.write(before + batch.map(context.shownJson).join(',\n'));
    before = ',\n';
  }
  await context.out.write(before === '[\n' ? '[]\n' : '\n]\n');
}

async function printCsv(lines: AsyncIterable<Uint8Array>, { context, spreadsheet }: PrintOptions): Promise<void> {
  const { csvLine } = await import('../render/csv.ts');
  const { CSV_HEADER, csvCells } = await import('../render/event-columns.ts');
  const line = (cells: readonly string[]) => csvLine(cells, { spreadsheet, terminal: context.columns !== undefined });
  let header = line(CSV_HEADER);
  for await (const batch of lineBatches(lines)) {
    await context.out.write(header + batch.map((text) => line(csvCells(parseItem(text)))).join(''));
    header = '';
  }
  await context.out.write(header);
}

async function printTable(lines: AsyncIterable<Uint8Array>, options: PrintOptions): Promise<number> {
  const { context, zone } = options;
  const { createEventTable } = await import('../render/event-table.ts');
  const { SAMPLE_ROWS } = await import('../render/table.ts');
  const table = createEventTable({
    context,
    zone,
    wide: options.format === 'wide',
    sample: SAMPLE_ROWS,
    whole: '-o raw',
  });
  let rows = 0;
  for await (const batch of lineBatches(lines)) {
    rows += batch.length;
    await context.out.write(table.add(batch.map((text) => parseItem(text))));
  }
  await context.out.write(table.end());
  return rows;
}
