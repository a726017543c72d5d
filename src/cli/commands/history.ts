import type { Command } from 'commander';
import type { HistoryItem } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import { writeExact } from '../../event/exact-json.ts';
import type { Context } from '../context.ts';
import type { Histories, HistoryQuestion } from '../history/ask.ts';
import { describeChange } from '../history/render-changes.ts';
import { openEvents } from '../open-events.ts';
import {
  addFiles,
  addOutput,
  addServer,
  addZone,
  clusterOption,
  wholeNumber,
  type ZoneOptions,
  zoneOf,
} from '../options.ts';
import { outcomeStyle } from '../render/paint.ts';
import { type RecordColumn, renderRecords } from '../render/records.ts';
import { shortTime } from '../render/time.ts';

interface HistoryOptions extends ZoneOptions, Omit<HistoryQuestion, 'resource' | 'name'> {
  readonly data?: string;
  readonly file?: readonly string[];
  readonly actors?: string;
  readonly at?: string;
  readonly noise: boolean;
  readonly output: 'diff' | 'table' | 'json' | 'jsonl';
}

const HELP = `
RESOURCE is the kind in plural; deployments.apps names its API group too. Each change says what it is known from: two bodies, the
patch, the configuration that kubectl apply keeps, or metadata alone; lines with ! say what is not known.
With --at, what it was at that moment, as YAML; json and jsonl give it with where that is known from.

Examples:
  verbatim history deployments api -n prod
  verbatim history nodes worker-1 --from now-7d -o table
  verbatim history configmaps settings -n prod --at 2026-03-01T10:00:00Z
  verbatim history secrets db -n prod --reads --file audit.log`;

const DEFAULT_LIMIT = 50;

export function addHistory(program: Command, context: Context): void {
  const command = program
    .command('history')
    .description('The life of an object: who created, changed, scaled, entered and deleted it, field by field.')
    .argument('<resource>', 'the kind, such as deployments or deployments.apps')
    .argument('<name>', 'its name')
    .option('-n, --namespace <name>', 'its namespace; none for objects of the whole cluster')
    .option('--group <name>', 'its API group; core for the one without a name')
    .option('--at <time>', 'what it was at this time, instead of what was done to it')
    .option('--from <time>', 'not before: RFC 3339, or relative such as now-1h or 2h')
    .option('--to <time>', 'before')
    .option('--reads', 'also who looked at it', false)
    .option('--status', 'also reports of its status', false)
    .option('--noise', 'also differences of versions, managed fields and status', false)
    .option('--limit <n>', 'how many changes, 0 = all', wholeNumber(0), DEFAULT_LIMIT)
    .addOption(clusterOption());
  addZone(addFiles(addServer(addOutput(command, ['diff', 'table', 'json', 'jsonl']))))
    .addHelpText('after', HELP)
    .action(async (resource: string, name: string, options: HistoryOptions) => {
      const question = questionOf(resource, name, options);
      const histories = await openHistories(context, options);
      if (options.at === undefined) await printChanges(histories, question, options, context);
      else await printState(histories, question, { ...options, at: options.at }, context);
      histories.end();
    });
}

/** What files and servers need is loaded where it is needed. */
async function openHistories(context: Context, options: HistoryOptions): Promise<Histories> {
  if (options.file) {
    if (options.cluster.length > 0) {
      throw new VerbatimError(
        'USAGE',
        'Files do not say which cluster they are of: --cluster and --file exclude each other.',
      );
    }
    const { fileHistories } = await import('../history/from-files.ts');
    return fileHistories(await openEvents(context, options));
  }
  const { serverHistories } = await import('../history/ask.ts');
  const { createClient } = await import('../client/client.ts');
  const { findServer } = await import('../client/server.ts');
  return serverHistories(createClient(await findServer(context.io.env, options.data)));
}

function questionOf(resource: string, name: string, options: HistoryOptions): HistoryQuestion {
  const { namespace, group, cluster, from, to, reads, status, limit } = options;
  return { resource, name, namespace, group, cluster, from, to, reads, status, limit };
}

const COLUMNS = (zone: 'utc' | 'local'): readonly RecordColumn<HistoryItem>[] => [
  { title: 'TIME', min: 20, max: 25, cell: ({ time }) => shortTime(time, zone) },
  { title: 'CLUSTER', min: 7, max: 20, cell: ({ cluster }) => cluster },
  { title: 'ACTOR', min: 8, max: 40, cell: ({ actor }) => ({ text: actor, style: 'bold' }) },
  { title: 'OUTCOME', min: 7, max: 7, cell: ({ outcome }) => ({ text: outcome, style: outcomeStyle(outcome) }) },
  { title: 'WHAT', min: 20, max: 80, cell: ({ phrase }) => phrase },
  { title: 'KNOWN FROM', min: 10, max: 12, cell: ({ basis }) => basis },
  { title: 'ID', min: 8, max: 60, cell: ({ id }) => id },
];

async function printChanges(
  histories: Histories,
  question: HistoryQuestion,
  { output, noise, ...options }: HistoryOptions,
  { out, paint, columns: terminal, note }: Context,
): Promise<void> {
  const zone = zoneOf(options);
  const all: HistoryItem[] = [];
  for await (const items of histories.changes(question)) {
    // These need all to know their widths, or to be one value.
    if (output === 'table' || output === 'json') all.push(...items);
    else if (output === 'jsonl') {
      await out.write(renderRecords(items, { format: 'jsonl', columns: [], paint, terminal }));
    } else for (const item of items) await out.write(`${describeChange(item, { paint, zone, noise })}\n`);
    if (items.length === 0 && output === 'diff')
      note('Nothing that was done to it is recorded. Is it in another namespace?');
  }
  if (output === 'table' || output === 'json') {
    await out.write(renderRecords(all, { format: output, columns: COLUMNS(zone), paint, terminal }));
  }
}

async function printState(
  histories: Histories,
  question: HistoryQuestion,
  { output, at }: HistoryOptions & { readonly at: string },
  context: Context,
): Promise<void> {
  const { out, paint, shownJson } = context;
  const state = await histories.state(question, at);
  if (output === 'jsonl') return out.write(shownJson(`${writeExact(state)}\n`));
  if (output === 'json') return out.write(shownJson(`${writeExact(state, 2)}\n`));
  const { describeState } = await import('../history/render-state.ts');
  return out.write(describeState(state, paint));
}
