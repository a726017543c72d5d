import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Bucket } from '../events.ts';
import { queryAfterFiles } from '../local/query-after-files.ts';
import { openEvents } from '../open-events.ts';
import {
  addOutput,
  addSelection,
  addStages,
  addZone,
  type SelectionOptions,
  type StagesOptions,
  selectionOf,
  type ZoneOptions,
  zoneOf,
} from '../options.ts';
import { BAR_COLUMNS, bar } from '../render/bar.ts';
import { RECORD_FORMATS, type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';
import { shortTime, type Zone } from '../render/time.ts';

interface HistogramOptions extends SelectionOptions, StagesOptions, ZoneOptions {
  readonly by: string;
  readonly output: RecordFormat;
}

const HELP = `
Days and longer buckets begin at midnight, weeks on Monday: in UTC, or with --local by the clocks of this computer's zone.

Examples:
  verbatim histogram --from now-1d
  verbatim histogram 'outcome: denied' --by 5m --from now-2h -o csv`;

export function addHistogram(program: Command, context: Context): void {
  const command = program
    .command('histogram')
    .description('How many events over time.')
    .argument('[query]', 'only events that match it')
    .option('--by <width>', 'how long a bucket is: a number and s, m, h, d, w, M (months) or y', '1h');
  addZone(addOutput(addStages(addSelection(command)), RECORD_FORMATS))
    .addHelpText('after', HELP)
    .action(async (given: string | undefined, options: HistogramOptions) => {
      const { by, stages, output: format } = options;
      const { query, file } = queryAfterFiles({ query: given, file: options.file });
      const events = await openEvents(context, { ...options, file });
      const buckets = await events.histogram({
        ...selectionOf(query, options),
        by,
        stages,
        timezone: options.local ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined,
      });
      const { paint, columns: terminal } = context;
      const columns = columnsFor(buckets, zoneOf(options), barColumns(terminal));
      await context.out.write(renderRecords(buckets, { format, columns, paint, terminal }));
      events.end();
    });
}

/** Bars are relative to the fullest bucket. */
function columnsFor(buckets: readonly Bucket[], zone: Zone, width: number): readonly RecordColumn<Bucket>[] {
  const most = buckets.reduce((max, { count }) => Math.max(max, count), 0);
  return [
    { title: 'TIME', min: 20, max: 25, key: 'time', cell: ({ time }) => shortTime(time, zone) },
    { title: 'COUNT', min: 5, max: 16, align: 'right', key: 'count', cell: ({ count }) => String(count) },
    {
      title: '',
      min: width,
      max: width,
      cell: ({ count }) => ({ text: bar(count / most, width), style: 'cyan' }),
    },
  ];
}

/** What the times and counts leave of a terminal. */
const BESIDE_BAR = 40;
const WIDEST_BAR = 80;

function barColumns(terminal: number | undefined): number {
  if (terminal === undefined) return BAR_COLUMNS;
  return Math.min(WIDEST_BAR, Math.max(BAR_COLUMNS, terminal - BESIDE_BAR));
}
