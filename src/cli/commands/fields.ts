import type { Command } from 'commander';
import { FIELDS, type Field } from '../../event/fields.ts';
import type { Context } from '../context.ts';
import { addOutput } from '../options.ts';
import { RECORD_FORMATS, type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

type FieldRecord = Pick<Field, 'name' | 'short' | 'type' | 'origin' | 'facet' | 'values' | 'description' | 'example'>;

const COLUMNS: readonly RecordColumn<FieldRecord>[] = [
  { title: 'FIELD', min: 20, max: 46, key: 'name', cell: ({ name }) => ({ text: name, style: 'bold' }) },
  { title: 'SHORT', min: 8, max: 10, key: 'short', cell: ({ short }) => short ?? '' },
  { title: 'TYPE', min: 8, max: 8, key: 'type', cell: ({ type }) => type },
  { title: 'EXAMPLE', min: 12, max: 40, key: 'example', cell: ({ example }) => example },
  { title: 'MEANING', min: 20, max: 200, key: 'description', cell: ({ description }) => description },
];

const HELP = `
A key or a path may follow fields of the types map, lists and body: requestObject.spec.replicas.

Example:
  verbatim fields -o jsonl | jq -r .name`;

export function addFields(program: Command, context: Context): void {
  addOutput(program.command('fields').description('What can be asked: every field of an event.'), RECORD_FORMATS)
    .addHelpText('after', HELP)
    .action(async ({ output: format }: { output: RecordFormat }) => {
      const { paint, columns: terminal } = context;
      await context.out.write(renderRecords(FIELDS.map(record), { format, columns: COLUMNS, paint, terminal }));
    });
}

/** The field without how it is stored and read. */
function record({ name, short, type, origin, facet, values, description, example }: Field): FieldRecord {
  return {
    name,
    ...(short === undefined ? {} : { short }),
    type,
    origin,
    facet,
    ...(values && { values }),
    description,
    example,
  };
}
