import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Declares a command and what it does. */
export type AddCommand = (program: Command, context: Context) => void;

/** Every command by its name, in the order in which help lists them. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  serve: async () => (await import('./commands/serve.ts')).addServe,
  search: async () => (await import('./commands/search.ts')).addSearch,
  top: async () => (await import('./commands/top.ts')).addTop,
  histogram: async () => (await import('./commands/histogram.ts')).addHistogram,
  tail: async () => (await import('./commands/tail.ts')).addTail,
  show: async () => (await import('./commands/show.ts')).addShow,
  history: async () => (await import('./commands/history.ts')).addHistory,
  import: async () => (await import('./commands/import.ts')).addImport,
  'node-logs': async () => (await import('./commands/node-logs.ts')).addNodeLogs,
  actors: async () => (await import('./commands/actors.ts')).addActors,
  cluster: async () => (await import('./commands/cluster.ts')).addCluster,
  token: async () => (await import('./commands/token.ts')).addToken,
  fields: async () => (await import('./commands/fields.ts')).addFields,
  catalogue: async () => (await import('./commands/catalogue.ts')).addCatalogue,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  policy: async () => (await import('./commands/policy.ts')).addPolicy,
};

const VERSION: ReadonlySet<string> = new Set(['-V', '--version']);

/** The commands that these arguments ask for: loading all of them takes longer than most of them work. */
export async function commandsFor(argv: readonly string[]): Promise<readonly AddCommand[]> {
  const [word = ''] = argv;
  if (VERSION.has(word)) return [];
  // Help lists all, and a mistake may be about any of them.
  return Object.hasOwn(COMMANDS, word) ? [await (COMMANDS[word] as () => Promise<AddCommand>)()] : allCommands();
}

export function allCommands(): Promise<readonly AddCommand[]> {
  return Promise.all(Object.values(COMMANDS).map((load) => load()));
}
