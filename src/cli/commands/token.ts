import { type Command, Option } from 'commander';
import type { CreatedToken, NewToken, Token, TokensAnswer } from '../../api/contract.ts';
import { createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import type { Context } from '../context.ts';
import { addOutput, addServer, namesOption } from '../options.ts';
import { type RecordColumn, type RecordFormat, renderRecords } from '../render/records.ts';
import { visible } from '../render/visible.ts';

interface ServerFlags {
  readonly data?: string;
}

interface CreateFlags extends ServerFlags {
  readonly role: NewToken['role'];
  readonly name?: string;
  readonly cluster: readonly string[];
  readonly namespace: readonly string[];
  readonly expires?: string;
}

interface ListFlags extends ServerFlags {
  readonly output: RecordFormat;
}

/** A token as the table and CSV show it. */
type Row = Token & { readonly scope: string };

const COLUMNS: readonly RecordColumn<Row>[] = [
  { title: 'ID', min: 16, max: 16, key: 'id', cell: ({ id }) => id },
  { title: 'NAME', min: 10, max: 40, key: 'name', cell: ({ name }) => name },
  { title: 'ROLE', min: 7, max: 7, key: 'role', cell: ({ role }) => role },
  { title: 'SCOPE', min: 10, max: 60, key: 'scope', cell: ({ scope }) => scope },
  { title: 'CREATED', min: 20, max: 32, key: 'createdAt', cell: ({ createdAt }) => createdAt },
  { title: 'EXPIRES', min: 20, max: 32, key: 'expiresAt', cell: ({ expiresAt }) => expiresAt ?? 'never' },
  { title: 'LAST USED', min: 20, max: 32, key: 'lastUsedAt', cell: ({ lastUsedAt }) => lastUsedAt ?? 'never' },
];

const ROLES: readonly NewToken['role'][] = ['admin', 'auditor', 'viewer', 'ingest'];

const CREATE_HELP = `
Roles:
  admin    everything
  auditor  reads everything and changes nothing
  viewer   reads the events of its clusters and namespaces
  ingest   delivers the events of one cluster and reads nothing

The token is printed on standard output and nothing else; it is shown only now. What it may do never changes.

Examples:
  verbatim token create --role viewer --cluster prod --namespace payments --expires 90d --name 'payments team'
  verbatim token create --role auditor --name prometheus > /etc/prometheus/verbatim.token`;

const TOKENS = 'api/v1/tokens';

export function addToken(program: Command, context: Context): void {
  const command = program.command('token').description('API tokens: who else may do what.');
  const connect = async ({ data }: ServerFlags) => createClient(await findServer(context.io.env, data));

  addServer(command.command('create').description('Make an API token and print it.'))
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .addOption(namesOption('--cluster <names>', 'only these clusters, separated by commas or given again'))
    .addOption(namesOption('--namespace <names>', 'only events whose object lies in one of these namespaces; likewise'))
    .option(
      '--expires <when>',
      'how long it holds, such as 90d, 12h or 4w, or until when (RFC 3339); without it, for ever',
    )
    .option('--name <text>', 'what it is for')
    .addHelpText('after', CREATE_HELP)
    .action(async (flags: CreateFlags) => {
      const body = JSON.stringify(requestOf(flags));
      const init = { method: 'POST', contentType: 'application/json', body } as const;
      const { token, ...made } = await (await connect(flags)).json<CreatedToken>(TOKENS, init);
      await context.out.write(`${token}\n`);
      context.note(visible(`Made ${made.id}: ${made.role}, ${scopeOf(made)}, ${endOf(made)}.`));
      context.note('The token is not shown again.');
    });

  addOutput(addServer(command.command('list').description('All API tokens, without the tokens themselves.')), [
    'table',
    'json',
    'jsonl',
    'csv',
  ]).action(async (flags: ListFlags) => {
    const { tokens } = await (await connect(flags)).json<TokensAnswer>(TOKENS);
    await context.out.write(render(tokens, flags, context));
  });

  addServer(command.command('revoke').description('Refuse a token from now on.'))
    .argument('<id>', 'as token list shows it')
    .action(async (id: string, flags: ServerFlags) => {
      await (await connect(flags)).request(`${TOKENS}/${encodeURIComponent(id)}`, { method: 'DELETE' });
      context.note(visible(`Revoked ${id}.`));
    });
}

function requestOf({ role, name, cluster, namespace, expires }: CreateFlags): NewToken {
  return {
    role,
    ...(name === undefined ? {} : { name }),
    ...(cluster.length > 0 ? { clusters: [...new Set(cluster)] } : {}),
    ...(namespace.length > 0 ? { namespaces: [...new Set(namespace)] } : {}),
    ...(expires === undefined ? {} : { expires }),
  };
}

function render(
  tokens: readonly Token[],
  { output: format }: ListFlags,
  { paint, columns: terminal }: Context,
): string {
  const how = { format, paint, terminal };
  if (format === 'json' || format === 'jsonl') return renderRecords(tokens, { ...how, columns: [] });
  const rows: Row[] = tokens.map((token) => ({ ...token, scope: scopeOf(token) }));
  return renderRecords(rows, { ...how, columns: COLUMNS });
}

/** `clusters prod, test; namespaces payments`. */
function scopeOf({ clusters, namespaces }: Pick<Token, 'clusters' | 'namespaces'>): string {
  const parts = [];
  if (clusters) parts.push(`clusters ${clusters.join(', ')}`);
  if (namespaces) parts.push(`namespaces ${namespaces.join(', ')}`);
  return parts.join('; ') || 'all';
}

function endOf({ expiresAt }: Pick<Token, 'expiresAt'>): string {
  return expiresAt ? `until ${expiresAt}` : 'without an end';
}
