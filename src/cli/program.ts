import { Command } from 'commander';
import { version } from '../package.ts';
import type { Context } from './context.ts';
import { columnsOf } from './io.ts';
import type { AddCommand } from './load-commands.ts';

const HELP = `
Environment:
  VERBATIM_URL      the server (default http://127.0.0.1:7400)
  VERBATIM_TOKEN    the API token; without it admin.token in --data, VERBATIM_DATA or ./data is used
  VERBATIM_CA_FILE  PEM file of the authority to trust for https; without it those that Node trusts
  NO_COLOR          no colours; FORCE_COLOR=1 colours even into a pipe

Exit codes: 0 done (also with no match), 1 failed, 2 wrong usage.

Examples:
  verbatim serve
  verbatim import /var/log/kubernetes/audit --cluster prod
  verbatim search 'verb: delete and resource: secrets' --from now-1d`;

/** The command line of Verbatim with some of its commands. Nothing in it ends the process: mistakes and help are raised as CommanderError. */
export function createProgram(context: Context, commands: readonly AddCommand[]): Command {
  const { stdout, stderr } = context.io;
  const program = new Command('verbatim')
    .description('Audit log for container platforms: who did what, when, to which resource, from where.')
    .version(version(), '-V, --version')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', HELP)
    .showHelpAfterError('(--help shows how it is called)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(text + hintFor(text)),
      ...helpWidths(columnsOf(stdout), columnsOf(stderr)),
    });
  for (const add of commands) add(program, context);
  return program;
}

/** Commands whose last argument is a query, which a shell splits at its spaces. */
const SPLIT_QUERY = /^error: too many arguments for '(search|top|histogram|tail)'/;

function hintFor(error: string): string {
  return SPLIT_QUERY.test(error) ? "Put the query in quotation marks: 'verb: delete'.\n" : '';
}

const HELP_COLUMNS = 100;

function helpWidths(out: number | undefined, error: number | undefined) {
  return { getOutHelpWidth: () => out ?? HELP_COLUMNS, getErrHelpWidth: () => error ?? HELP_COLUMNS };
}
