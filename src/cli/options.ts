import { type Command, InvalidArgumentError, Option } from 'commander';
import { VerbatimError } from '../errors.ts';
import { readTimeSpan } from '../query/time.ts';
import type { Selection, Stages } from './events.ts';
import type { EventsOptions } from './open-events.ts';
import type { Zone } from './render/time.ts';

/** Options that say which events a question is about. */
export interface SelectionOptions extends EventsOptions {
  readonly from?: string;
  readonly to?: string;
  readonly cluster: readonly string[];
}

export interface StagesOptions {
  readonly stages?: Stages;
}

export interface ZoneOptions {
  readonly local?: boolean;
}

export function addSelection(command: Command): Command {
  return addFiles(
    addServer(command)
      .option('--from <time>', 'not before: RFC 3339, or relative such as now-1h or 2h')
      .option('--to <time>', 'before')
      .addOption(clusterOption()),
  );
}

export function addFiles(command: Command): Command {
  return command
    .option(
      '--file <path...>',
      'read these files, folders and archives (.gz, .tar, .tar.gz; - is standard input) instead of asking a server; a query goes before it',
    )
    .option('--actors <file>', 'with --file: who is who, a configuration or a file of its own with actors');
}

export function clusterOption(): Option {
  return namesOption('--cluster <names>', 'only these clusters, separated by commas');
}

/** Names separated by commas, or in several options; all where there is none. */
export function namesOption(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((value: string, before: readonly string[]) => [...before, ...value.split(',').filter(Boolean)])
    .default([], 'all');
}

export function addServer(command: Command): Command {
  return command.option('--data <dir>', "the server's data directory, for its admin.token (default ./data)");
}

export function addStages(command: Command): Command {
  return command.addOption(
    new Option('--stages <which>', 'count requests (last) or every stage of them (all)')
      .choices(['last', 'all'])
      .default(undefined, 'last, but all where the query asks for stage'),
  );
}

/** `-o FORMAT`; the first format is the default. */
export function addOutput(command: Command, formats: readonly string[]): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'how results are printed').choices([...formats]).default(formats[0]),
  );
}

export function addZone(command: Command): Command {
  return command
    .option('--utc', 'times in UTC (default)')
    .addOption(new Option('--local', "times in this computer's zone").conflicts('utc'));
}

export function zoneOf({ local }: ZoneOptions): Zone {
  return local ? 'local' : 'utc';
}

/** Throws USAGE for what files cannot answer, and for a span of time that ends before it begins. */
export function selectionOf(query: string | undefined, options: SelectionOptions): Selection {
  if (options.file && options.cluster.length > 0) {
    throw new VerbatimError(
      'USAGE',
      'Files do not say which cluster they are of: --cluster and --file exclude each other.',
    );
  }
  const { from, to } = options;
  if (isBackwards(from, to)) {
    throw new VerbatimError('USAGE', `--from ${from} is after --to ${to}: nothing lies in between. Change them round?`);
  }
  return { query: query ?? '', from, to, clusters: options.cluster };
}

/** What cannot be read as a time is told by who answers. */
function isBackwards(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  const now = Date.now() * MICROS_A_MILLISECOND;
  const [start, end] = [from, to].map((text) => readTimeSpan(text, now)?.start);
  return start !== undefined && end !== undefined && start > end;
}

const MICROS_A_MILLISECOND = 1_000;

/** Whether `--limit` is the command's own, so that its reader may not know of it. */
export function isOwnLimit(command: Command): boolean {
  return command.getOptionValueSource('limit') === 'default';
}

/** Parses a whole number of at least `min`. */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < min) {
      throw new InvalidArgumentError(`It should be a whole number of at least ${min}.`);
    }
    return value;
  };
}
