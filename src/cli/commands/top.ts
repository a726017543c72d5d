import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Events, TopRequest, ValueCount } from '../events.ts';
import { queryAfterFiles } from '../local/query-after-files.ts';
import { openEvents } from '../open-events.ts';
import {
  addOutput,
  addSelection,
  addStages,
  isOwnLimit,
  type SelectionOptions,
  type StagesOptions,
  selectionOf,
  wholeNumber,
} from '../options.ts';
import { BAR_COLUMNS, bar } from '../render/bar.ts';
import { RECORD_FORMATS, type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

const DEFAULT_LIMIT = 10;

interface TopOptions extends SelectionOptions, StagesOptions {
  readonly limit: number;
  readonly jq?: string;
  readonly output: RecordFormat;
}

const HELP = `
Examples:
  verbatim top user
  verbatim top sourceIPs 'outcome: denied' --from now-1d --limit 20
  verbatim top user 'verb: delete' --file audit.log audit-*.log.gz`;

export function addTop(program: Command, context: Context): void {
  const command = program
    .command('top')
    .description('The most frequent values of a field, with counts.')
    .argument('<field>', 'see `verbatim fields`')
    .argument('[query]', 'only events that match it')
    .option('--limit <n>', 'how many values', wholeNumber(1), DEFAULT_LIMIT)
    .option('--jq <expr>', 'only events for which this jq expression gives anything');
  addOutput(addStages(addSelection(command)), RECORD_FORMATS)
    .addHelpText('after', HELP)
    .action(async (field: string, given: string | undefined, options: TopOptions, self: Command) => {
      const { limit, stages, output: format } = options;
      const { query, file } = queryAfterFiles({ query: given, file: options.file });
      const events = await openEvents(context, { ...options, file });
      const request: TopRequest = { ...selectionOf(query, options), field, limit, stages };
      const values = await valuesOf(events, request, options.jq, context);
      const { paint, columns: terminal } = context;
      await context.out.write(renderRecords(values, { format, columns: columnsFor(values), paint, terminal }));
      if (format === 'table' && values.length === limit && isOwnLimit(self)) {
        context.note(`${limit} shown, most frequent first; --limit N shows more.`);
      }
      events.end();
    });
}

async function valuesOf(events: Events, request: TopRequest, jq: string | undefined, context: Context) {
  if (jq === undefined) return events.top(request);
  const { topWithJq } = await import('../jq/top-jq.ts');
  return topWithJq(events, request, jq, context);
}

/** Bars are relative to the most frequent value. */
function columnsFor(values: readonly ValueCount[]): readonly RecordColumn<ValueCount>[] {
  const most = values.reduce((max, { count }) => Math.max(max, count), 0);
  return [
    { title: 'COUNT', min: 5, max: 16, align: 'right', key: 'count', cell: ({ count }) => String(count) },
    {
      title: '',
      min: BAR_COLUMNS,
      max: BAR_COLUMNS,
      cell: ({ count }) => ({ text: bar(count / most, BAR_COLUMNS), style: 'cyan' }),
    },
    { title: 'VALUE', min: 10, max: 400, key: 'value', cell: ({ value }) => value },
  ];
}
