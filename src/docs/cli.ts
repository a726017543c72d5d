import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { createContext } from '../cli/context.ts';
import { allCommands } from '../cli/load-commands.ts';
import { createProgram } from '../cli/program.ts';
import { generatedBy, page } from './markdown.ts';

/** `docs/reference/cli.md`: the help of every command. */
export async function cliPage(): Promise<string> {
  let printed = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      printed += String(chunk);
      done();
    },
  });
  const program = createProgram(
    createContext({
      stdin: (async function* () {})(),
      stdout,
      stderr: new Writable(),
      env: {},
      onInterrupt: () => () => {},
      wait: () => Promise.resolve(),
    }),
    await allCommands(),
  );
  const helpOf = (command: Command) => {
    printed = '';
    command.outputHelp();
    return printed.trim();
  };
  return page([
    generatedBy('src/cli/program.ts'),
    '# Command line',
    'In a built checkout `npx verbatim` runs it. `verbatim help COMMAND` prints what stands here.',
    ...commandsOf(program, []).flatMap(({ name, command }) => [`## ${name}`, `\`\`\`text\n${helpOf(command)}\n\`\`\``]),
  ]);
}

interface NamedCommand {
  readonly name: string;
  readonly command: Command;
}

/** A command and all below it, each with its full name. */
function commandsOf(command: Command, above: readonly string[]): NamedCommand[] {
  const names = [...above, command.name()];
  return [{ name: names.join(' '), command }, ...command.commands.flatMap((inner) => commandsOf(inner, names))];
}
