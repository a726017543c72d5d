import Type, { type Static } from 'typebox';
import { ROLES } from '../access/roles.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../event/cluster-name.ts';
import { Lack, Recent, Senders, ServerAddress } from './clusters/contract.ts';
import { CLOSED, selection, Text } from './selection.ts';

export * from './actors/contract.ts';
export * from './catalogue/contract.ts';
export * from './clusters/contract.ts';
export * from './counts/contract.ts';
export * from './health/contract.ts';
export * from './ingest/contract.ts';
export * from './mke/contract.ts';
export * from './node-logs/contract.ts';
export * from './objects/contract.ts';
export * from './overview/contract.ts';
export * from './policies/contract.ts';
export * from './searches/contract.ts';
export * from './session/contract.ts';
export * from './sources/contract.ts';

/** Requests and answers of the HTTP API. Everything a client needs to know is here. */

export const MAX_PAGE = 10_000;
export const DEFAULT_PAGE = 100;
/** Columns of a stream: all fields there are, and some keys. */
export const MAX_COLUMNS = 100;

export const View = Type.Union([Type.Literal('envelope'), Type.Literal('event'), Type.Literal('raw')], {
  description:
    'Streams only: each line is the event with its envelope, the event alone, or the received bytes as they came.',
  default: 'envelope',
});
export type View = Static<typeof View>;

export const EventsQuery = Type.Object(
  {
    ...selection,
    limit: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: `How many. A page holds ${DEFAULT_PAGE} unless told, at most ${MAX_PAGE}, and fewer where events are large; a stream (application/x-ndjson) holds all unless told.`,
      }),
    ),
    cursor: Type.Optional(
      Text('Where to go on: `next` of the page before or, with the other `order`, `previous` of a page.'),
    ),
    order: Type.Optional(
      Type.Union([Type.Literal('desc'), Type.Literal('asc')], { description: 'By time, newest first unless told.' }),
    ),
    view: Type.Optional(View),
    format: Type.Optional(
      Type.Union([Type.Literal('jsonl'), Type.Literal('csv')], {
        description:
          'Streams all events: as JSON, one a line, or as CSV (RFC 4180) with a header, in which what a spreadsheet would run as a formula has an apostrophe before it.',
      }),
    ),
    fields: Type.Optional(
      Text(
        `Streams only: the fields of each line, separated by commas; also id and summary; ${MAX_COLUMNS} at most. Without it a line of JSON holds the whole event, a line of CSV the usual columns.`,
        { examples: ['time,actor,verb,resource'] },
      ),
    ),
    download: Type.Optional(Type.Boolean({ description: 'Streams only: as a file to be kept, with a name.' })),
  },
  CLOSED,
);
export type EventsQuery = Static<typeof EventsQuery>;

/** One record as it is shown. */
export const EventItem = Type.Object(
  {
    id: Text('Verbatim’s own id of the record.'),
    cluster: Type.String(),
    platform: Type.String(),
    component: Type.String(),
    node: Type.String(),
    source: Type.String(),
    receivedAt: Text('When Verbatim received it.', { format: 'date-time' }),
    actor: Text('Who acted.'),
    outcome: Text('allowed, denied, failed or unknown.'),
    summary: Text('What happened, as one sentence.'),
    quarantine: Type.Optional(
      Type.Object({ reason: Type.String(), detail: Type.String() }, { description: 'Why it could not be read.' }),
    ),
    event: Type.Object(
      {},
      { additionalProperties: true, description: 'The event, in the shape of audit.k8s.io/v1 Event.' },
    ),
  },
  { $id: 'EventItem', description: 'A record: the event and what Verbatim vouches for.' },
);
export type EventItem = Static<typeof EventItem>;

export const EventsPage = Type.Object({
  items: Type.Array(EventItem),
  next: Type.Union([Type.String(), Type.Null()], {
    description:
      'The cursor of the next page; null on the last. A page may hold fewer than asked for and still have a next.',
  }),
  previous: Type.Union([Type.String(), Type.Null()], {
    description:
      'A cursor for what lies before this page: to be asked with the other order. With desc, it also finds what came since. Null where the page is empty.',
  }),
});
export type EventsPage = Static<typeof EventsPage>;

export const FieldItem = Type.Object({
  name: Type.String(),
  type: Type.String(),
  origin: Type.String(),
  short: Type.Optional(Type.String()),
  facet: Type.Boolean(),
  values: Type.Optional(Type.Array(Type.String(), { description: 'All that it can be, where that is settled.' })),
  description: Type.String(),
  example: Type.String(),
});
export const FieldsAnswer = Type.Object({ fields: Type.Array(FieldItem) });
export type FieldsAnswer = Static<typeof FieldsAnswer>;

export const TailQuery = Type.Object({ query: selection.query, cluster: selection.cluster }, CLOSED);
export type TailQuery = Static<typeof TailQuery>;

export const ClusterName = Type.String({ pattern: CLUSTER_NAME_PATTERN, description: CLUSTER_NAME_RULE });

export const Cluster = Type.Object({
  name: ClusterName,
  createdAt: Type.String({ format: 'date-time' }),
});
export type Cluster = Static<typeof Cluster>;

export const NewCluster = Type.Object({ name: ClusterName, server: Type.Optional(ServerAddress) }, CLOSED);
export const CreatedCluster = Type.Object({
  name: ClusterName,
  createdAt: Type.String({ format: 'date-time' }),
  token: Text('The bearer token that delivers this cluster’s events. It is shown once.'),
  ingestPath: Text('Where kube-apiserver posts to, below the server’s address.'),
  server: Type.Optional(Text('The server’s address as others reach it, where the configuration says so.')),
  certificateAuthority: Type.Optional(
    Text('PEM: the authority that clients are to trust, where the configuration names one.'),
  ),
  kubeconfig: Text('The file for kube-apiserver’s --audit-webhook-config-file, as YAML. It holds the token.'),
});
export type CreatedCluster = Static<typeof CreatedCluster>;
/** A cluster that delivers events, or has some that were imported. */
export const ListedCluster = Type.Object({
  name: Type.String(),
  createdAt: Type.Optional(
    Text('When its credential was made; missing where it has none, because its events were imported.', {
      format: 'date-time',
    }),
  ),
  events: Type.Optional(Type.Integer({ description: 'How many there are. Missing while the store does not answer.' })),
  first: Type.Optional(Text('When the first of them happened.', { format: 'date-time' })),
  last: Type.Optional(Text('When the last of them happened.', { format: 'date-time' })),
});
export type ListedCluster = Static<typeof ListedCluster>;
/** The same, with what came of late and what is missing. What the store tells is missing while it does not answer. */
export const ClusterDetails = Type.Object({
  ...ListedCluster.properties,
  lastReceivedAt: Type.Optional(Text('When the newest event was received.', { format: 'date-time' })),
  recent: Type.Optional(Recent),
  senders: Type.Optional(Senders),
  missing: Type.Optional(
    Type.Array(Lack, { description: 'What is missing from what it delivers; empty where nothing is.' }),
  ),
});
export type ClusterDetails = Static<typeof ClusterDetails>;
export const ClustersAnswer = Type.Object({ clusters: Type.Array(ListedCluster) });
export type ClustersAnswer = Static<typeof ClustersAnswer>;

/** How many clusters or namespaces a token may name. Each becomes a condition of every question. */
export const MAX_SCOPE_NAMES = 256;
/** Long enough for a sentence. */
export const MAX_TOKEN_NAME = 200;
/** A label of RFC 1123, as Kubernetes wants it. */
export const NAMESPACE_PATTERN = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';

const role = Type.Enum(ROLES, {
  description:
    'admin may do everything; auditor reads everything; viewer reads the events of its scope; ingest delivers the events of one cluster and reads nothing.',
});
const scopeNames = { minItems: 1, maxItems: MAX_SCOPE_NAMES, uniqueItems: true };
const scope = {
  clusters: Type.Optional(
    Type.Array(ClusterName, {
      ...scopeNames,
      description: 'Only these clusters; all where missing. One for the role ingest; none for admin and auditor.',
    }),
  ),
  namespaces: Type.Optional(
    Type.Array(Type.String({ pattern: NAMESPACE_PATTERN }), {
      ...scopeNames,
      description:
        'Only events whose object lies in one of these namespaces; all events where missing. For the role viewer only.',
    }),
  ),
};
const tokenName = Text('What it is for.', { maxLength: MAX_TOKEN_NAME });

export const NewToken = Type.Object(
  {
    role,
    name: Type.Optional(tokenName),
    ...scope,
    expires: Type.Optional(
      Text('When it ends: a length from now such as 90d (s, m, h, d, w), or an RFC 3339 time. Without it, never.'),
    ),
  },
  CLOSED,
);
export type NewToken = Static<typeof NewToken>;

/** A token, without the token itself. */
export const Token = Type.Object({
  id: Text('Names it; it opens nothing.'),
  name: tokenName,
  role,
  ...scope,
  createdAt: Type.String({ format: 'date-time' }),
  expiresAt: Type.Optional(
    Text('It is refused from then on; missing where it holds for ever.', { format: 'date-time' }),
  ),
  lastUsedAt: Type.Optional(
    Text('When it was last used, to the minute; missing where it never was.', { format: 'date-time' }),
  ),
});
export type Token = Static<typeof Token>;
export const TokensAnswer = Type.Object({ tokens: Type.Array(Token) });
export type TokensAnswer = Static<typeof TokensAnswer>;
export const CreatedToken = Type.Object({
  ...Token.properties,
  token: Text('The bearer token. It is shown once.'),
});
export type CreatedToken = Static<typeof CreatedToken>;

/** RFC 9457. `code` is stable. Query errors say where: `position` and `end` count UTF-16 code units. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    code: Type.String(),
  },
  { $id: 'Problem', additionalProperties: true, description: 'What went wrong (RFC 9457).' },
);
export type Problem = Static<typeof Problem>;
