import type { Command } from 'commander';
import type { NodeLogsAnswer } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import { splitLogPath } from '../../event/log-path.ts';
import { bodyOf } from '../client/body.ts';
import { type Client, createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import { addOutput, addServer } from '../options.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';
import { visible } from '../render/visible.ts';

interface ListFlags {
  readonly cluster?: string;
  readonly component?: string;
  readonly node?: string;
  readonly output: RecordFormat | 'plain';
  readonly data?: string;
}

interface ShowFlags extends Pick<ListFlags, 'cluster' | 'component' | 'data'> {
  readonly path?: string;
}

type LogFile = NodeLogsAnswer['files'][number];

const NODE_LOGS = 'api/v1/node-logs';

const COLUMNS: readonly RecordColumn<LogFile>[] = [
  { title: 'CLUSTER', min: 8, max: 30, key: 'cluster', cell: ({ cluster }) => cluster },
  { title: 'NODE', min: 8, max: 60, key: 'node', cell: ({ node }) => node },
  { title: 'COMPONENT', min: 10, max: 30, key: 'component', cell: ({ component }) => component },
  { title: 'FILE', min: 10, max: 60, key: 'file', cell: ({ file }) => file },
  { title: 'EVENTS', min: 8, max: 12, key: 'events', cell: ({ events }) => String(events) },
  { title: 'FIRST RECEIVED', min: 20, max: 32, key: 'first', cell: ({ first }) => first },
  { title: 'LAST RECEIVED', min: 20, max: 32, key: 'last', cell: ({ last }) => last },
];

const LIST_HELP = `
Each line is a node and a file, as oc adm node-logs --path=COMPONENT/ prints them; without --component, the file has its
component before it. -o table, json, jsonl or csv tell more.

Examples:
  verbatim node-logs list --component openshift-apiserver
  verbatim node-logs list --node master-0 -o table`;

const SHOW_HELP = `
Prints what was read from the file, byte for byte, unpacked where it was packed. Without --path, all files of the node and
the component, the oldest first. A line is printed under the file from which it was read first: one that had come before, under
the name that it had before rotation or through a webhook, is not printed again. Contents that had one name one after another
follow each other.

Examples:
  verbatim node-logs show master-0 --path oauth-server/audit.log
  verbatim node-logs show master-0 --component kube-apiserver | jq -r .verb
  verbatim node-logs show master-0 --path kube-apiserver/          lists its files`;

export function addNodeLogs(program: Command, context: Context): void {
  const command = program.command('node-logs').description('Log files of nodes, as they were read.');
  const connect = async ({ data }: Pick<ListFlags, 'data'>) => createClient(await findServer(context.io.env, data));

  const list = command
    .command('list')
    .description('The files that lines were read from.')
    .option('--component <name>', 'only what this component wrote')
    .option('--node <name>', 'only files of this node')
    .option('--cluster <name>', 'only files of this cluster');
  addOutput(addServer(list), ['plain', 'table', 'json', 'jsonl', 'csv'])
    .addHelpText('after', LIST_HELP)
    .action(async (flags: ListFlags) => {
      const { cluster, component, node, output } = flags;
      const files = await filesOf(await connect(flags), { cluster, component, node });
      await context.out.write(output === 'plain' ? listing(files, component) : table(files, output, context));
    });

  const show = command
    .command('show')
    .description('Print what was read from a file, byte for byte.')
    .argument('<node>', "the node; '' where it is not known")
    .option('--component <name>', 'all files of this component')
    .option('--path <path>', 'one file: component and name, such as kube-apiserver/audit.log')
    .option('--cluster <name>', 'the cluster, where several have such a node');
  addServer(show)
    .addHelpText('after', SHOW_HELP)
    .action(async (node: string, flags: ShowFlags) => {
      const client = await connect(flags);
      const wanted = wantedOf(flags);
      const found = await filesOf(client, { cluster: flags.cluster, component: wanted.component });
      const files = found.filter((one) => one.node === node && (wanted.file === '' || one.file === wanted.file));
      if (files.length === 0) throw nothing(node, flags);
      if (wanted.isFolder) return context.out.write(listing(files, wanted.component));
      const clusters = [...new Set(files.map(({ cluster }) => cluster))];
      if (clusters.length > 1) {
        throw new VerbatimError('USAGE', `Several clusters have such files: ${clusters.join(', ')}; add --cluster.`);
      }
      for (const file of files) await print(client, file, context);
    });
}

/** Which files of a node are meant; a path that ends in `/` means to list. */
function wantedOf({ component, path }: ShowFlags) {
  if (path === undefined) return { component, file: '', isFolder: false };
  if (component !== undefined) throw new VerbatimError('USAGE', '--path names the component already.');
  const split = splitLogPath(path);
  if (split.component === '') {
    throw new VerbatimError('USAGE', `--path ${path} names no component; expected such as kube-apiserver/${path}.`);
  }
  return { ...split, isFolder: split.file === '' };
}

async function filesOf(
  client: Client,
  query: {
    readonly cluster?: string | undefined;
    readonly component?: string | undefined;
    readonly node?: string | undefined;
  },
): Promise<readonly LogFile[]> {
  return (await client.json<NodeLogsAnswer>(NODE_LOGS, { query })).files;
}

function nothing(node: string, { component, path }: ShowFlags): VerbatimError {
  const what = path ?? component;
  return new VerbatimError(
    'NOT_FOUND',
    `Nothing was read from ${what ? `${what} of ` : ''}the node ${node || "''"}; verbatim node-logs list tells what was.`,
  );
}

async function print(client: Client, { cluster, component, node, file }: LogFile, context: Context): Promise<void> {
  const path = `${NODE_LOGS}/content?node=${encodeURIComponent(node)}`;
  const response = await client.request(path, {
    query: { cluster, component, file },
    accept: 'application/octet-stream',
  });
  for await (const bytes of bodyOf(response, client)) await context.out.write(bytes);
}

/** As `oc adm node-logs` lists files. */
function listing(files: readonly LogFile[], component: string | undefined): string {
  return files
    .map((one) => `${one.node} ${component === undefined ? `${one.component}/` : ''}${one.file}`)
    .map((line) => `${visible(line)}\n`)
    .join('');
}

function table(files: readonly LogFile[], format: RecordFormat, { paint, columns: terminal }: Context): string {
  return renderRecords(files, { format, paint, terminal, columns: COLUMNS });
}
