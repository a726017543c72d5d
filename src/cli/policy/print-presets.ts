import { presetText } from '../../policy/presets/preset.ts';
import { findPreset, PRESETS } from '../../policy/presets/presets.ts';
import type { Context } from '../context.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

interface Row {
  readonly name: string;
  readonly title: string;
  readonly origin: string;
}

const COLUMNS: readonly RecordColumn<Row>[] = [
  { title: 'NAME', min: 12, max: 30, key: 'name', cell: ({ name }) => name },
  { title: 'WHAT IT IS', min: 20, max: 160, key: 'title', cell: ({ title }) => title },
  { title: 'ORIGIN', min: 12, max: 160, key: 'origin', cell: ({ origin }) => origin },
];

/** Lists the presets, or prints one as the file that kube-apiserver reads. */
export async function printPresets(name: string | undefined, format: RecordFormat, context: Context): Promise<void> {
  const { out, paint, columns: terminal } = context;
  if (name !== undefined) return out.write(presetText(findPreset(name)));
  const rows = PRESETS.map(({ name, title, origin }): Row => ({ name, title, origin }));
  await out.write(renderRecords(rows, { format, columns: COLUMNS, paint, terminal }));
}
