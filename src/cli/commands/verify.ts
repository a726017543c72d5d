import type { Command } from 'commander';
import { VerbatimError } from '../../errors.ts';
import { verify } from '../../journal/verify.ts';
import type { Context } from '../context.ts';
import { addOutput } from '../options.ts';
import { counted } from '../render/number.ts';
import { parseCheckpoint } from '../verify/checkpoint.ts';
import { describeVerification } from '../verify/describe.ts';
import { findJournal } from '../verify/find-journal.ts';
import { createVerifyProgress } from '../verify/progress.ts';

interface VerifyOptions {
  readonly data?: string;
  readonly checkpoint: readonly ReturnType<typeof parseCheckpoint>[];
  readonly output: 'text' | 'json';
}

const HELP = `
Every byte of the journal is hashed and its chain is followed, by code that shares nothing with what writes it. Nothing is
changed, and the server may run meanwhile. It exits with 1 if anything is damaged, altered, missing, reordered or added.

A checkpoint that was kept elsewhere also shows what somebody did who could write the files: it is the last line printed.

Examples:
  verbatim verify
  verbatim verify --data /backup/verbatim --checkpoint 199201:5f0c…`;

export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('Whether the journal is whole: what is damaged, altered, missing, reordered or added.')
    .option('--data <dir>', 'the data directory, or a copy of its journal (default ./data)')
    .option(
      '--checkpoint <number:hash>',
      'what an earlier run printed; the journal must still contain it (may be repeated)',
      (text: string, before: VerifyOptions['checkpoint']) => [...before, parseCheckpoint(text)],
      [],
    );
  addOutput(command, ['text', 'json'])
    .addHelpText('after', HELP)
    .action(async ({ data, checkpoint: checkpoints, output }: VerifyOptions) => {
      const { io, out, paint, shownJson } = context;
      const dir = await findJournal(data ?? io.env.VERBATIM_DATA);
      const progress = createVerifyProgress(io.stderr);
      const verification = await verify(dir, { checkpoints, onProgress: progress.show }).finally(progress.end);
      await out.write(
        output === 'json'
          ? shownJson(`${JSON.stringify(verification, null, 2)}\n`)
          : describeVerification(dir, verification, paint),
      );
      if (verification.ok) return;
      const { length } = verification.findings;
      throw new VerbatimError('JOURNAL_DAMAGED', `The journal is not whole: ${counted(length, 'finding')}.`);
    });
}
