import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { ClusterDetails, ClustersAnswer, CreatedCluster, ListedCluster } from '../../api/contract.ts';
import { PLATFORMS, type Platform } from '../../connect/platforms/platforms.ts';
import { VerbatimError } from '../../errors.ts';
import { type Client, createClient } from '../client/client.ts';
import { isLoopback } from '../client/loopback.ts';
import { findServer, serverUrl } from '../client/server.ts';
import { checkName } from '../cluster/check-name.ts';
import { addConnect, platformOption } from '../cluster/connect-command.ts';
import { renderCluster } from '../cluster/render-cluster.ts';
import type { Context } from '../context.ts';
import { addOutput, addServer } from '../options.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';

interface ServerFlags {
  readonly data?: string;
}

interface AddFlags extends ServerFlags {
  readonly server?: string;
  readonly ca?: string;
  readonly for?: Platform;
}

interface KubeconfigFlags extends Omit<AddFlags, 'for'> {
  readonly clientCertificate: string;
  readonly clientKey: string;
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
The kubeconfig is printed on standard output and nothing else; its token is shown only now. What to do with it goes to standard
error, step by step with --for.

Example:
  verbatim cluster add prod --server https://verbatim.example.com > audit-webhook.yaml`;

const KUBECONFIG_HELP = `
Nothing is asked of the server: tls.client_certificates in its configuration says which certificate is of which cluster.

Example:
  verbatim cluster kubeconfig prod --client-certificate prod.crt --client-key prod.key \\
    --server https://verbatim.example.com:7400 --ca ca.crt > audit-webhook.yaml`;

const CLUSTERS = 'api/v1/clusters';

export function addCluster(program: Command, context: Context): void {
  const command = program.command('cluster').description('The clusters that deliver events, and their credentials.');
  const connect = async ({ data }: ServerFlags) => createClient(await findServer(context.io.env, data));

  addServer(command.command('add').description('Make a credential for a cluster and print the kubeconfig for it.'))
    .argument('<name>', 'lower-case letters, digits, - and .')
    .option(
      '--server <url>',
      "Verbatim's address as the API servers reach it (default: its external_url, else VERBATIM_URL)",
    )
    .addOption(
      new Option(
        '--ca <file>',
        "PEM file of the authority that signed the certificate of that address (default: the server's tls.ca_file)",
      ),
    )
    .addOption(platformOption())
    .addHelpText('after', ADD_HELP)
    .action(async (name: string, flags: AddFlags) => add(name, flags, await connect(flags), context));

  addConnect(command, context);

  command
    .command('kubeconfig')
    .description('Print the kubeconfig for a cluster whose credential is a client certificate.')
    .argument('<name>', 'lower-case letters, digits, - and .')
    .requiredOption('--client-certificate <file>', 'PEM file of the certificate')
    .requiredOption('--client-key <file>', 'PEM file of its key')
    .option('--server <url>', "Verbatim's address as the API servers reach it (default: VERBATIM_URL)")
    .option(
      '--ca <file>',
      'PEM file of the authority that signed the certificate of that address (default: VERBATIM_CA_FILE)',
    )
    .addHelpText('after', KUBECONFIG_HELP)
    .action(async (name: string, flags: KubeconfigFlags) => printKubeconfig(name, flags, context));

  addList(
    command.command('list').description('All clusters: those with a credential and those with events.'),
    async (flags: ListFlags) => {
      const { clusters } = await (await connect(flags)).json<ClustersAnswer>(CLUSTERS);
      await print(clusters, flags, context, LIST_COLUMNS);
    },
  );

  addOutput(
    addServer(
      command
        .command('show')
        .description('When its events last came, from where, at which levels, and what is missing from them.'),
    ),
    ['table', 'json'],
  )
    .argument('<name>')
    .action(async (name: string, flags: ListFlags) => {
      const cluster = await (await connect(flags)).json<ClusterDetails>(pathOf(name));
      if (flags.output === 'json') await context.out.write(`${JSON.stringify(cluster, null, 2)}\n`);
      else await context.out.write(renderCluster(cluster));
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
  checkName(name);
  // It brings a library for YAML with it.
  const { kubeconfig, nextSteps } = await import('../../connect/kubeconfig.ts');
  const own = flags.server === undefined ? undefined : serverUrl(flags.server);
  const given = flags.ca === undefined ? undefined : await readFile(flags.ca);
  const created = await client.json<CreatedCluster>(CLUSTERS, {
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify({ name }),
  });
  const base = own ?? (created.server === undefined ? client.server.url : serverUrl(created.server));
  const server = new URL(created.ingestPath.replace(/^\//, ''), base);
  const told = created.certificateAuthority;
  const authority = given ?? (told !== undefined && server.protocol === 'https:' ? Buffer.from(told) : undefined);
  await context.out.write(kubeconfig({ name, server, user: { token: created.token }, authority }));
  const steps = flags.for ? PLATFORMS[flags.for]({ name, server: base }) : nextSteps(name);
  context.note(`${steps.trimEnd()}\nThe token is not shown again.`);
  warnOfLoopback(server, context);
}

async function printKubeconfig(name: string, flags: KubeconfigFlags, context: Context): Promise<void> {
  checkName(name);
  const known = await findServer(context.io.env, undefined);
  const base = flags.server === undefined ? known.url : serverUrl(flags.server);
  const server = new URL(`ingest/kubernetes/${name}`, base);
  if (server.protocol !== 'https:') {
    throw new VerbatimError('USAGE', `A client certificate is shown only over https, and the address is ${base.href}.`);
  }
  const { kubeconfig, nextSteps } = await import('../../connect/kubeconfig.ts');
  const [certificate, key] = await Promise.all([readFile(flags.clientCertificate), readFile(flags.clientKey)]);
  const authority = flags.ca === undefined ? known.authority : await readFile(flags.ca);
  await context.out.write(kubeconfig({ name, server, user: { certificate, key }, authority }));
  context.note(nextSteps(name));
  warnOfLoopback(server, context);
}

function warnOfLoopback(server: URL, { note }: Context): void {
  if (!isLoopback(server)) return;
  note(`Note that ${server.host} is reached only from this machine; --server says where it is from others.`);
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
