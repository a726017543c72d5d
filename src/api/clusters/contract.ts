import Type, { type Static } from 'typebox';

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
