import { CommanderError } from 'commander';
import { createContext } from './context.ts';
import { DONE, exitCodeOf, WRONG_USAGE } from './failure.ts';
import type { Io } from './io.ts';
import { commandsFor } from './load-commands.ts';
import { isBrokenPipe } from './output.ts';
import { createProgram } from './program.ts';
import { withoutVainHelp } from './vain-help.ts';

/**
 * Runs one command: `argv` without the program's own name. Resolves with the exit code: 0 done (also with no match),
 * 1 failed, 2 wrong usage. Touches nothing of the process but what `io` holds.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const context = createContext(io);
  try {
    const program = createProgram(context, await commandsFor(argv));
    await program.parseAsync(withoutVainHelp(program, argv), { from: 'user' });
    await context.out.flush();
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (isBrokenPipe(error)) return DONE;
    // What was found before the failure belongs to the reader.
    await context.out.flush().catch(() => {});
    const { explain } = await import('./explain.ts');
    context.note(explain(error));
    return exitCodeOf(error);
  }
}
