import type { Command } from 'commander';

const HELP: ReadonlySet<string> = new Set(['-h', '--help']);

/**
 * The arguments without `--help` where they name a command that there is not: otherwise the help of the command above
 * would answer, as if all were well, before the name is looked at.
 */
export function withoutVainHelp(program: Command, argv: readonly string[]): readonly string[] {
  let command = program;
  for (const word of argv) {
    if (word.startsWith('-') || word === 'help' || command.commands.length === 0) return argv;
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) return argv.filter((one) => !HELP.has(one));
    command = next;
  }
  return argv;
}
