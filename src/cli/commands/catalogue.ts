import type { Command } from 'commander';
import { type CatalogueEntry, catalogue, kindsOn, unknownPlatform } from '../../decode/catalogue.ts';
import { VerbatimError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { addOutput } from '../options.ts';
import { type RecordColumn, renderRecords } from '../render/records.ts';

const FORMATS = ['table', 'json', 'jsonl'] as const;

interface CatalogueOptions {
  readonly platform?: string;
  readonly output: (typeof FORMATS)[number];
}

const COLUMNS: readonly RecordColumn<CatalogueEntry>[] = [
  { title: 'PLATFORM', min: 8, max: 12, cell: ({ platform }) => platform },
  { title: 'COMPONENT', min: 8, max: 26, cell: ({ component }) => component },
  { title: 'KIND', min: 20, max: 60, cell: ({ name }) => ({ text: name, style: 'bold' }) },
  { title: 'BECOMES', min: 12, max: 44, cell: becomes },
  { title: 'OUTCOME', min: 7, max: 7, cell: ({ becomes: { outcome } }) => outcome },
  { title: 'IDENTIFIED BY', min: 12, max: 50, cell: ({ identifiedBy }) => identifiedBy },
  { title: 'MEANING', min: 20, max: 200, cell: ({ meaning }) => meaning },
];

const HELP = `
It is the same with every server, and no server is asked. -o json has an example line of each kind.

Examples:
  verbatim catalogue --platform pks
  verbatim catalogue -o jsonl | jq -r 'select(.becomes.verb == "delete") | .name'`;

export function addCatalogue(program: Command, context: Context): void {
  const command = program.command('catalogue').description('What is known: every kind of event, and what it becomes.');
  addOutput(command.option('--platform <name>', 'only the kinds of this platform'), FORMATS)
    .addHelpText('after', HELP)
    .action(async ({ platform, output: format }: CatalogueOptions) => {
      const entries = catalogue();
      const kinds = kindsOn(platform, entries);
      if (!kinds) throw new VerbatimError('USAGE', unknownPlatform(platform ?? '', entries));
      const { paint, columns: terminal } = context;
      await context.out.write(renderRecords(kinds, { format, columns: COLUMNS, paint, terminal }));
    });
}

/** `create containers/exec` */
function becomes({ becomes: { verb, resource, subresource } }: CatalogueEntry): string {
  const what = [resource, subresource].filter((part) => part !== undefined).join('/');
  return [verb, what].filter(Boolean).join(' ');
}
