import type { Command } from 'commander';
import type { Actor, ActorAlias, ActorsAnswer } from '../../api/contract.ts';
import { createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import { addOutput, addServer, wholeNumber } from '../options.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

interface ListFlags {
  readonly data?: string;
  readonly limit: number;
  readonly output: RecordFormat;
}

/** One alias of somebody, as the table and CSV show it. */
interface Row extends Omit<Partial<ActorAlias>, 'clusters'> {
  readonly name: string;
  readonly clusters: string;
}

const COLUMNS: readonly RecordColumn<Row>[] = [
  { title: 'NAME', min: 10, max: 40, key: 'name', cell: ({ name }) => ({ text: name, style: 'bold' }) },
  { title: 'ALIAS', min: 10, max: 60, key: 'alias', cell: ({ alias }) => alias ?? '' },
  { title: 'FROM', min: 10, max: 10, key: 'from', cell: ({ from }) => from ?? '' },
  { title: 'CLUSTERS', min: 8, max: 40, key: 'clusters', cell: ({ clusters }) => clusters },
  { title: 'LAST SEEN', min: 20, max: 32, key: 'lastSeen', cell: ({ lastSeen }) => lastSeen ?? 'never' },
];

const HELP = `
FROM says who knows: the configuration (actors, actors_file), or a platform that wrote id and name in one event (learned). An
id that has two names is ambiguous: it is shown, and not applied. CLUSTERS is where the alias holds; all where it is empty.

Examples:
  verbatim actors list
  verbatim actors list 5b1e8a0c-2f3d-4c1b-9a7e-0d6f5e4c3b2a
  verbatim actors list -o jsonl | jq -r .name`;

const DEFAULT_LIMIT = 1_000;

export function addActors(program: Command, context: Context): void {
  const command = program
    .command('actors')
    .description('Who is who: people and workloads that act under several names.');
  const list = command
    .command('list')
    .description('Who is known under which names, and where from.')
    .argument('[name]', 'only who has this name or alias')
    .option('--limit <n>', 'how many people', wholeNumber(1), DEFAULT_LIMIT);
  addOutput(addServer(list), ['table', 'json', 'jsonl', 'csv'])
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, { data, limit, output: format }: ListFlags) => {
      const client = createClient(await findServer(context.io.env, data));
      const { actors } = await client.json<ActorsAnswer>('api/v1/actors', { query: { name, limit } });
      const how = { format, paint: context.paint, terminal: context.columns };
      const isJson = format === 'json' || format === 'jsonl';
      await context.out.write(
        isJson
          ? renderRecords(actors, { ...how, columns: [] })
          : renderRecords(actors.flatMap(rowsOf), { ...how, columns: COLUMNS }),
      );
    });
}

function rowsOf({ name, aliases, lastSeen }: Actor): Row[] {
  if (aliases.length === 0) return [{ name, clusters: '', ...(lastSeen ? { lastSeen } : {}) }];
  return aliases.map(({ clusters, ...alias }) => ({ name, ...alias, clusters: clusters?.join(', ') ?? '' }));
}
