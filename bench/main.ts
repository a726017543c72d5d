import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VerbatimError } from '../src/errors.ts';
import { CASES } from './cases/registry.ts';
import { createBench } from './create-bench.ts';
import { loadAverage, machineFacts } from './harness/machine.ts';
import { rootFolder } from './harness/root.ts';
import { createWorkspace } from './harness/workspace.ts';
import { readOptions } from './options.ts';
import { headingText, sectionText } from './report/document.ts';

/** Runs cases one after the other; what each found is printed as soon as it is known. */
async function main(args: readonly string[]): Promise<void> {
  const { events, runs, cases, write } = readOptions(args);
  const { folder, children } = createWorkspace('verbatim-bench', { endOnSignal: true });
  const say = (line: string) => void process.stderr.write(`bench: ${line}\n`);
  const bench = createBench({ events, runs, children, workspace: folder, say });

  let text = '';
  const print = (piece: string) => {
    text += piece;
    process.stdout.write(piece);
  };
  const busy = `load average before: ${loadAverage()} (others’ work on the machine shows in the figures)`;
  print(headingText([...machineFacts(new Date()), busy]));
  for (const name of cases) print(sectionText(await CASES[name]!(bench)));
  if (write) writeFileSync(join(rootFolder(), 'bench', 'results.md'), text);
}

try {
  await main(process.argv.slice(2));
  // A server may still run; the exit ends it and removes what it kept.
  process.exit(0);
} catch (error) {
  const usage = error instanceof VerbatimError && error.code === 'USAGE';
  process.stderr.write(`bench: ${usage ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(usage ? 2 : 1);
}
