import { microsOf } from '../../event/time.ts';
import type { Engine } from '../engine.ts';
import { writeBlock } from '../native/block.ts';
import { createByteWriter } from '../native/byte-writer.ts';
import { type Column, timeColumn, uint64Column } from '../native/column.ts';
import { textColumn } from '../native/text-column.ts';
import type { StoredRun } from './file-run.ts';

/** The columns of the table, in its order. */
function runColumns() {
  const text = (of: (run: StoredRun) => string) => ({ data: textColumn() as Column<string>, of });
  const number = (data: Column<number>, of: (run: StoredRun) => number) => ({ data, of });
  return {
    cluster: text(({ cluster }) => cluster),
    component: text(({ component }) => component),
    node: text(({ node }) => node),
    file: text(({ file }) => file),
    content: text(({ content }) => content),
    at: number(uint64Column(), ({ at }) => at),
    journal: text(({ journal }) => journal),
    first_seq: number(uint64Column(), ({ firstSeq }) => firstSeq),
    entries: number(uint64Column(), ({ entries }) => entries),
    received_at: number(timeColumn(), ({ receivedAt }) => microsOf(receivedAt)),
    before: text(({ before }) => before),
    after: text(({ after }) => JSON.stringify(after)),
  } as const;
}

/** Adds runs; those that are there already stay one. */
export async function insertRuns(engine: Pick<Engine, 'insert'>, runs: readonly StoredRun[]): Promise<void> {
  if (runs.length === 0) return;
  const columns = Object.entries(runColumns()) as [
    string,
    { data: Column<unknown>; of: (run: StoredRun) => unknown },
  ][];
  for (const run of runs) for (const [, { data, of }] of columns) data.push(of(run));
  const block = writeBlock(
    columns.map(([name, { data }]) => ({ name, data })),
    runs.length,
    createByteWriter(),
  );
  await engine.insert(
    'file_runs',
    columns.map(([name]) => name),
    [block],
  );
}
