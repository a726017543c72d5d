import Type, { type Static } from 'typebox';
import { PLATFORM_NAMES } from '../../connect/platforms/platforms.ts';

const Time = (description: string) => Type.String({ format: 'date-time', description });
const Counts = (description: string) =>
  Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }), { description });

/** What can be missing from what a cluster delivers. */
export const LACKS = [
  'events',
  'recent-events',
  'steady-events',
  'component',
  'RequestReceived',
  'ResponseComplete',
  'request-bodies',
  'response-bodies',
] as const;
export type LackKind = (typeof LACKS)[number];

export const Lack = Type.Object({
  what: Type.Enum(LACKS, {
    description:
      'events: there are none; recent-events: none of late; steady-events: none for a while, before and after which there were; component: one that the platform has; RequestReceived, ResponseComplete: no event of that stage; request-bodies, response-bodies: no event at a level that has them.',
  }),
  detail: Type.String({ description: 'What that means and what changes it, as a sentence.' }),
});
export type Lack = Static<typeof Lack>;

/** What a cluster delivered of late. */
export const Recent = Type.Object({
  from: Time('Events that happened since are counted here, each stage of a request by itself.'),
  events: Type.Integer(),
  levels: Counts('Levels of the audit policy.'),
  stages: Counts('Stages of requests.'),
  platforms: Counts('Platforms.'),
  components: Counts('What wrote the events.'),
  nodes: Counts('Nodes on which that ran, where events or paths say so.'),
  sources: Counts('Sources of Verbatim by which they came.'),
});
export type Recent = Static<typeof Recent>;

export const ClusterSender = Type.Object({
  address: Type.String({ description: 'From where: an API server, or the proxy before it.' }),
  deliveries: Type.Integer({ description: 'Requests that were taken.' }),
  last: Time('When the last of them was.'),
});
export type ClusterSender = Static<typeof ClusterSender>;

export const Senders = Type.Object(
  {
    since: Time('When this server began to run: it knows of none before.'),
    addresses: Type.Array(ClusterSender, { description: 'Who delivered over HTTP, the latest first.' }),
  },
  { description: 'Missing for who sees some namespaces only.' },
);
export type Senders = Static<typeof Senders>;

/** How long an address of a server may be; a URL in practice ends at 2,000 characters. */
export const MAX_SERVER_ADDRESS = 2_048;

export const ServerAddress = Type.String({
  maxLength: MAX_SERVER_ADDRESS,
  description:
    'Verbatim’s address as the cluster reaches it: http:// or https://. Without it, external_url of the configuration, else the address under which the request came.',
});

export const ConnectQuery = Type.Object(
  {
    for: Type.Enum(PLATFORM_NAMES, { description: 'What the cluster is made by.' }),
    server: Type.Optional(ServerAddress),
  },
  { additionalProperties: false },
);
export type ConnectQuery = Static<typeof ConnectQuery>;

/** How a cluster is told where to send its events. No secret is in it. */
export const ConnectAnswer = Type.Object({
  name: Type.String(),
  for: Type.Enum(PLATFORM_NAMES),
  server: Type.String({ description: 'The address that the steps name.' }),
  steps: Type.String({
    description: 'What is to be done, one step after another, as `verbatim cluster connect` prints it.',
  }),
  createdAt: Type.Optional(Time('When its credential was made; missing where it has none.')),
  credential: Type.String({ description: 'Where its credential is, or how it gets one, as a sentence.' }),
});
export type ConnectAnswer = Static<typeof ConnectAnswer>;
