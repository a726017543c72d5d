import { type Command, Option } from 'commander';
import type { View } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { SearchRequest } from '../events.ts';
import { queryAfterFiles } from '../local/query-after-files.ts';
import { openEvents } from '../open-events.ts';
import {
  addOutput,
  addSelection,
  addZone,
  isOwnLimit,
  type SelectionOptions,
  selectionOf,
  wholeNumber,
  type ZoneOptions,
  zoneOf,
} from '../options.ts';
import { printEvents, SEARCH_FORMATS, type SearchFormat } from '../search/print-events.ts';

const DEFAULT_LIMIT = 100;

interface SearchOptions extends SelectionOptions, ZoneOptions {
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  readonly output: SearchFormat;
  readonly envelope?: boolean;
  readonly spreadsheet?: boolean;
  readonly jq?: string;
  readonly rawOutput?: boolean;
}

const HELP = `
Formats:
  table  one event a line, in UTC, with the id that \`verbatim show\` takes; on a terminal long cells are cut with …, and
         a narrow one has no room for AGENT, CODE and FROM
  wide   more columns; each is cut at its own width, not at the terminal's
  json   one array · jsonl one event a line · raw the received bytes, one event a line
  csv    RFC 4180 with a header; exactly what was recorded, unless --spreadsheet
Control characters, bidirectional overrides and invisible characters show escaped in table and wide, and on a terminal in
json, jsonl and csv too.

Examples:
  verbatim search 'verb: delete and not user: system\\:*' --from now-1d
  verbatim search 'outcome: denied and ip: "10.0.0.0/8"' -o wide
  verbatim search --limit 0 -o raw | zstd > events.jsonl.zst
  verbatim search --file /var/log/audit must-gather.tar.gz --jq 'select(.verb == "delete") | .requestURI'`;

export function addSearch(program: Command, context: Context): void {
  const command = program
    .command('search')
    .description('Events that match a query, newest first.')
    .argument('[query]', 'in the query language; without it everything matches')
    .option('--limit <n>', 'how many at most; 0: all', wholeNumber(0), DEFAULT_LIMIT)
    .addOption(new Option('--order <order>', 'by time').choices(['desc', 'asc']).default('desc'));
  addZone(addOutput(addSelection(command), SEARCH_FORMATS))
    .option('--envelope', 'json, jsonl: each event within what Verbatim knows about it')
    .option('--jq <expr>', 'run jq over the events and print its results, one a line; --limit counts them')
    .option('-r, --raw-output', 'with --jq: strings as their text, as jq does')
    .option('--spreadsheet', "csv: put ' before cells that a spreadsheet would run as a formula")
    .addHelpText('after', HELP)
    .action(async (given: string | undefined, options: SearchOptions, self: Command) => {
      const { query, file } = queryAfterFiles({ query: given, file: options.file });
      const events = await openEvents(context, { ...options, file });
      if (options.jq !== undefined && NO_LINES.has(options.output)) {
        throw new VerbatimError('USAGE', `--jq prints lines; leave out -o ${options.output}.`);
      }
      const request: SearchRequest = {
        ...selectionOf(query, options),
        limit: options.limit,
        order: options.order,
        view: viewOf(options),
      };
      if (options.jq !== undefined) {
        const jq = { expression: options.jq, raw: options.rawOutput ?? false };
        const { searchWithJq } = await import('../jq/search-jq.ts');
        await searchWithJq(events, request, jq, context);
      } else {
        const rows = await printEvents(events.search(request), {
          context,
          format: options.output,
          zone: zoneOf(options),
          spreadsheet: options.spreadsheet ?? false,
        });
        if (rows === options.limit && isOwnLimit(self)) {
          context.note(`${rows} shown, ${options.order === 'desc' ? 'newest' : 'oldest'} first; --limit 0 shows all.`);
        }
      }
      events.end();
    });
}

/** Formats that are not one result a line; a table is only the default. */
const NO_LINES: ReadonlySet<SearchFormat> = new Set(['wide', 'json', 'csv']);

function viewOf({ output, envelope }: SearchOptions): View {
  if (output === 'raw') return 'raw';
  return (output === 'json' || output === 'jsonl') && !envelope ? 'event' : 'envelope';
}
