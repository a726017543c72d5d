import type { Command } from 'commander';
import { VerbatimError } from '../../errors.ts';
import { createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import { createDelivery } from '../import/deliver.ts';
import type { Summary } from '../import/import-files.ts';
import { type Inputs, inputsOf } from '../import/inputs.ts';
import { givenLabels } from '../import/labels.ts';
import { answerText, createBarProgress, createLineProgress, type Progress } from '../import/progress.ts';
import { untilSearchable } from '../import/until-searchable.ts';
import { columnsOf } from '../io.ts';
import { addServer } from '../options.ts';
import { counted } from '../render/number.ts';

interface ImportFlags {
  readonly cluster: string;
  readonly node?: string;
  readonly component?: string;
  readonly source?: string;
  readonly data?: string;
  readonly all?: boolean;
}

const HELP = `
Reads lines of every format that Verbatim knows, pretty-printed JSON and EventLists; .gz, .tar and .tar.gz are
unpacked, also within each other, whatever their names. Folders are read with all below them, without dotfiles.
Files in them without audit events are passed over, named and counted; a file that is named itself is always read.
It is safe to repeat: nothing is stored twice. It ends when what it stored can be searched.

Examples:
  verbatim import /var/log/kubernetes/audit --cluster prod
  verbatim import audit-2026-*.log.gz --cluster prod --node master-0 --component kube-apiserver
  kubectl logs -n kube-system kube-apiserver-0 | verbatim import - --cluster prod`;

export function addImport(program: Command, context: Context): void {
  const command = program
    .command('import')
    .description('Store the events of files, folders and archives.')
    .argument('<path...>', 'files, folders, archives; - is standard input')
    .requiredOption('--cluster <name>', 'the cluster that they belong to')
    .option('--node <name>', 'the node where they were written')
    .option('--component <name>', 'the component that wrote them, such as kube-apiserver')
    .option('--all', 'also store, line by line, what lies in folders and archives and holds no audit events')
    .option('--source <name>', 'what to record as their source (default import; needs an administrator’s token)');
  addServer(command)
    .addHelpText('after', HELP)
    .action((paths: string[], flags: ImportFlags) => importPaths(paths, flags, context));
}

async function importPaths(paths: readonly string[], flags: ImportFlags, context: Context): Promise<void> {
  const { io } = context;
  // It brings a library for archives with it.
  const { importFiles } = await import('../import/import-files.ts');
  const client = createClient(await findServer(io.env, flags.data));
  const found = await inputsOf(paths, () => io.stdin);
  const progress = progressFor(found, context);
  const { cluster, source, node, component } = flags;
  let summary: Summary;
  let searchable = true;
  try {
    summary = await importFiles(found, {
      deliver: createDelivery({ client, cluster, source, wait: io.wait, note: progress.note }),
      all: flags.all ?? false,
      labelsOf: givenLabels(node, component),
      progress,
    });
    if (summary.received > 0) searchable = await untilSearchable(client, cluster);
  } finally {
    progress.end();
  }
  context.note(summaryText(summary));
  if (!searchable) context.note(notYetText(summary));
  if (summary.failed > 0) {
    throw new VerbatimError('IMPORT_INCOMPLETE', `${counted(summary.failed, 'file')} could not be imported.`);
  }
}

function progressFor({ inputs }: Inputs, { io, note }: Context): Progress {
  const columns = columnsOf(io.stderr);
  if (columns === undefined) return createLineProgress(note);
  const total = inputs.every(({ size }) => size > 0) ? inputs.reduce((sum, { size }) => sum + size, 0) : 0;
  return createBarProgress({ sink: io.stderr, note, columns, total, now: () => performance.now() });
}

function summaryText(summary: Summary): string {
  const skipped = summary.skipped > 0 ? ` (${summary.skipped} skipped)` : '';
  return `${counted(summary.files, 'file')}${skipped}, ${answerText(summary)}`;
}

function notYetText({ stored }: Summary): string {
  if (stored === 0) return 'stored before; some events are still being made searchable';
  return `stored; ${counted(stored, 'event')} ${stored === 1 ? 'is' : 'are'} still being made searchable`;
}
