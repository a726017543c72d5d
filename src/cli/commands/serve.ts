import type { Command } from 'commander';
import type { Context } from '../context.ts';

interface ServeFlags {
  readonly config?: string;
  readonly data?: string;
  readonly listen?: string;
  readonly check?: boolean;
}

const HELP = `
Examples:
  verbatim serve
  verbatim serve --config verbatim.yaml --check`;

export function addServe(program: Command, _context: Context): void {
  program
    .command('serve')
    .description('Collector, store, API and web application in one process.')
    .option('--config <file>', 'the configuration, in YAML')
    .option('--data <dir>', 'where everything is kept (default ./data)')
    .option('--listen <host:port>', 'where it is reached (default 127.0.0.1:7400)')
    .option('--check', 'only check the configuration')
    .addHelpText('after', HELP)
    .action(async (flags: ServeFlags) => {
      // The server brings the store's engine with it; no other command should wait for that.
      const { serve } = await import('../../main.ts');
      await serve(flags);
    });
}
