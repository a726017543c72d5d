import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Cluster, ClustersAnswer, CreatedCluster, ListedCluster } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import { type Client, createClient } from '../client/client.ts';
import { isLoopback } from '../client/loopback.ts';
import { findServer, serverUrl } from '../client/server.ts';
import type { Context } from '../context.ts';
import { addOutput, addServer } from '../options.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

interface ServerFlags {
  readonly data?: string;
}

interface AddFlags extends ServerFlags {
  readonly server?: string;
  readonly ca?: string;
}

interface ListFlags extends ServerFlags {
  readonly output: RecordFormat;
}

const COLUMNS: readonly RecordColumn<ListedCluster>[] = [
  { title: 'NAME', min: 10, max: 63, key: 'name', cell: ({ name }) => name },
  { title: 'CREDENTIAL SINCE', min: 20, max: 32, key: 'createdAt', cell: ({ createdAt }) => createdAt ?? '' },
];

/** Of a list: what there is of each. */
const LIST_COLUMNS: readonly RecordColumn<ListedCluster>[] = [
  ...COLUMNS,
  { title: 'EVENTS', min: 6, max: 16, align: 'right', key: 'events', cell: ({ events }) => String(events ?? '') },
  { title: 'FIRST', min: 20, max: 32, key: 'first', cell: ({ first }) => first ?? '' },
  { title: 'LAST', min: 20, max: 32, key: 'last', cell: ({ last }) => last ?? '' },
];

const ADD_HELP = `
The kubeconfig is printed on standard output and nothing else; its token is shown only now.

Example:
  verbatim cluster add prod --server https://verbatim.example.com > audit-webhook.yaml`;

const CLUSTERS = 'api/v1/clusters';

export function addCluster(program: Command, context: Context): void {
  const command = program.command('cluster').description('The clusters that deliver events, and their credentials.');
  const connect = async ({ data }: ServerFlags) => createClient(await findServer(context.io.env, data));

  addServer(command.command('add').description('Make a credential for a cluster and print the kubeconfig for it.'))
    .argument('<name>', 'lower-case letters, digits, - and .')
    .option('--server <url>', "Verbatim's address as the API servers reach it (default: VERBATIM_URL)")
    .addOption(new Option('--ca <file>', 'PEM file of the authority that signed the certificate of that address'))
    .addHelpText('after', ADD_HELP)
    .action(async (name: string, flags: AddFlags) => add(name, flags, await connect(flags), context));

  addList(
    command.command('list').description('All clusters: those with a credential and those with events.'),
    async (flags: ListFlags) => {
      const { clusters } = await (await connect(flags)).json<ClustersAnswer>(CLUSTERS);
      await print(clusters, flags, context, LIST_COLUMNS);
    },
  );

  addOutput(addServer(command.command('show').description('One cluster.')), ['table', 'json'])
    .argument('<name>')
    .action(async (name: string, flags: ListFlags) => {
      const cluster = await (await connect(flags)).json<Cluster>(pathOf(name));
      if (flags.output === 'json') await context.out.write(`${JSON.stringify(cluster, null, 2)}\n`);
      else await print([cluster], flags, context);
    });

  addServer(command.command('remove').description('Take the credential of a cluster away. Its events stay.'))
    .argument('<name>')
    .action(async (name: string, flags: ServerFlags) => {
      await (await connect(flags)).request(pathOf(name), { method: 'DELETE' });
      context.note(`Removed the credential of ${name}; its events stay.`);
    });
}

function addList(command: Command, action: (flags: ListFlags) => Promise<void>): void {
  addOutput(addServer(command), ['table', 'json', 'jsonl', 'csv']).action(action);
}

async function add(name: string, flags: AddFlags, client: Client, context: Context): Promise<void> {
  await checkName(name);
  // It brings a library for YAML with it.
  const { kubeconfig, nextSteps } = await import('../cluster/kubeconfig.ts');
  const base = flags.server === undefined ? client.server.url : serverUrl(flags.server);
  const authority = flags.ca === undefined ? undefined : await readFile(flags.ca);
  const created = await client.json<CreatedCluster>(CLUSTERS, {
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify({ name }),
  });
  const server = new URL(created.ingestPath.replace(/^\//, ''), base);
  await context.out.write(kubeconfig({ name, server, token: created.token, authority }));
  context.note(nextSteps(name));
  if (isLoopback(server)) {
    context.note(`Note that ${server.host} is reached only from this machine; --server says where it is from others.`);
  }
}

async function checkName(name: string): Promise<void> {
  // The contract brings a library with it that other commands should not wait for.
  const { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } = await import('../../api/contract.ts');
  if (new RegExp(CLUSTER_NAME_PATTERN).test(name)) return;
  throw new VerbatimError('USAGE', `“${name}” cannot be the name of a cluster: ${CLUSTER_NAME_RULE}`);
}

function pathOf(name: string): string {
  return `${CLUSTERS}/${encodeURIComponent(name)}`;
}

async function print(
  clusters: readonly ListedCluster[],
  { output: format }: ListFlags,
  context: Context,
  columns = COLUMNS,
): Promise<void> {
  const { paint, columns: terminal } = context;
  await context.out.write(renderRecords(clusters, { format, columns, paint, terminal }));
}
