import { type Command, Option } from 'commander';
import { VerbatimError } from '../../errors.ts';
import { FORMAT_CHOICES } from '../../event/format-names.ts';
import { patternProblem } from '../../event/log-path.ts';
import { createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import { createDelivery } from '../import/deliver.ts';
import type { Summary } from '../import/import-files.ts';
import { type Inputs, inputsOf } from '../import/inputs.ts';
import { createLabelsOf } from '../import/labels.ts';
import { answerText, createBarProgress, createLineProgress, type Progress } from '../import/progress.ts';
import { untilSearchable } from '../import/until-searchable.ts';
import { columnsOf } from '../io.ts';
import { addServer } from '../options.ts';
import { counted } from '../render/number.ts';

interface ImportFlags {
  readonly cluster: string;
  readonly node?: string;
  readonly component?: string;
  readonly nodePattern?: string;
  readonly path?: string;
  readonly format?: string;
  readonly source?: string;
  readonly data?: string;
  readonly all?: boolean;
}

const HELP = `
Reads lines of every format that Verbatim knows, pretty-printed JSON and EventLists; .gz, .tar and .tar.gz are
unpacked, also within each other, whatever their names. Folders are read with all below them, without dotfiles.
Files in them without audit events are passed over, named and counted; a file that is named itself is always read.
It is safe to repeat: nothing is stored twice. It ends when what it stored can be searched.

Component and node are read from paths: of a must-gather, audit_logs/COMPONENT/NODE-FILE.gz; else COMPONENT/FILE where the
component is an API server of OpenShift. Lines that begin with the name of their node, as oc adm node-logs prints them, tell
it themselves. The name of each file is kept too: see verbatim node-logs.

Examples:
  verbatim import /var/log/kubernetes/audit --cluster prod
  verbatim import audit-2026-*.log.gz --cluster prod --node master-0 --component kube-apiserver
  verbatim import must-gather.tar.gz --cluster prod
  verbatim import backup --cluster prod --node-pattern '**/{node}/var/log/{component}/*'
  oc adm node-logs --role=master --path=oauth-server/audit.log | verbatim import - --cluster prod --path oauth-server/audit.log
  kubectl logs -n kube-system kube-apiserver-0 | verbatim import - --cluster prod`;

export function addImport(program: Command, context: Context): void {
  const command = program
    .command('import')
    .description('Store the events of files, folders and archives.')
    .argument('<path...>', 'files, folders, archives; - is standard input')
    .requiredOption('--cluster <name>', 'the cluster that they belong to')
    .option('--node <name>', 'the node where they were written, instead of what paths say')
    .option('--component <name>', 'the component that wrote them, such as kube-apiserver; likewise')
    .option(
      '--node-pattern <pattern>',
      'finds node and component in paths: a path with {node}, {component}, * and **, or a regular expression with groups (?<node>…)',
    )
    .option(
      '--path <path>',
      'component and file of what is imported, as oc adm node-logs takes them: kube-apiserver/audit.log',
    )
    .addOption(
      new Option('--format <name>', 'the format of all lines, instead of what the content of each tells').choices(
        FORMAT_CHOICES,
      ),
    )
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
  const { cluster, source, format, node, component, nodePattern: pattern, path } = flags;
  const given = { node, component, pattern, path };
  const wrong = pattern === undefined ? undefined : patternProblem(pattern);
  if (wrong) throw new VerbatimError('USAGE', `--node-pattern cannot be used: ${wrong}.`);
  let summary: Summary;
  let searchable = true;
  try {
    summary = await importFiles(found, {
      deliver: createDelivery({
        client,
        cluster,
        source,
        format,
        areTold: format !== undefined || Object.values(given).some((label) => label !== undefined),
        wait: io.wait,
        note: progress.note,
      }),
      all: flags.all ?? false,
      labelsOf: createLabelsOf(given),
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
  if (columns === undefined || io.env.TERM === 'dumb') return createLineProgress(note);
  const total = inputs.every(({ size }) => size > 0) ? inputs.reduce((sum, { size }) => sum + size, 0) : 0;
  return createBarProgress({ sink: io.stderr, note, columns, total, now: () => performance.now() });
}

function summaryText(summary: Summary): string {
  const skipped = summary.passedOver > 0 ? ` (${summary.passedOver} skipped)` : '';
  return `${counted(summary.files, 'file')}${skipped}, ${answerText(summary)}`;
}

function notYetText({ stored }: Summary): string {
  if (stored === 0) return 'stored before; some events are still being made searchable';
  return `stored; ${counted(stored, 'event')} ${stored === 1 ? 'is' : 'are'} still being made searchable`;
}
