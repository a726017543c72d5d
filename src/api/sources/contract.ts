import Type, { type Static } from 'typebox';

const Time = (description: string) => Type.String({ format: 'date-time', description });
const Count = (description: string) => Type.Integer({ minimum: 0, description });

/** `receiving`: of late; `silent`: not of late; `waiting`: not yet, as far as is known; `failing`: something is wrong. */
export const SOURCE_STATES = ['receiving', 'silent', 'waiting', 'failing'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

const state = Type.Enum(SOURCE_STATES, {
  description:
    'receiving: events came within the last ten minutes; silent: none of late; waiting: none yet; failing: something keeps them from coming.',
});
const reason = Type.Optional(Type.String({ description: 'Why it is in that state, as a sentence.' }));

export const FlowAnswer = Type.Object(
  {
    received: Count('Events that came.'),
    stored: Count('Events that were new, and are kept.'),
    quarantined: Count('Of the kept ones, those that could not be read.'),
    dropped: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() }), {
      description:
        'Events that were not kept, or not whole, by reason: duplicate, policy, truncated (kept without bodies), or why a line is no audit line, such as controller-log.',
    }),
    lastReceivedAt: Type.Optional(Time('When the last of them came.')),
    perSecond: Type.Object({
      minute: Type.Number({ description: 'Events a second, over the last minute.' }),
      quarterHour: Type.Number({ description: 'Events a second, over the last 15 minutes.' }),
    }),
    day: Type.Object(
      {
        from: Time('When the first stretch began.'),
        stretchSeconds: Type.Integer(),
        counts: Type.Array(Type.Integer(), { description: 'Events of each stretch, the oldest first.' }),
      },
      { description: 'Events received over the last day, or since the server runs.' },
    ),
    lag: Type.Optional(
      Type.Object(
        {
          median: Type.Number({ description: 'Seconds.' }),
          max: Type.Number({ description: 'Seconds.' }),
        },
        {
          description:
            'From when events happened until they were received, of some events of the last 15 minutes; less than 0 where the clock of the sender is ahead.',
        },
      ),
    ),
  },
  { description: 'What was received since the server runs.' },
);
export type FlowAnswer = Static<typeof FlowAnswer>;

export const SourceError = Type.Object({
  reason: Type.String({
    description:
      'unreadable, lost-bytes (files that went away), gap (a daemon rotated a log away), refused-… and lost-… (syslog).',
  }),
  count: Type.Integer({ description: 'How many times; of lost-bytes, how many bytes.' }),
  last: Time('When the last of them was.'),
  detail: Type.Optional(Type.String({ description: 'The last of them, in the words of the error.' })),
});
export type SourceError = Static<typeof SourceError>;

export const SourceItem = Type.Object({
  type: Type.String({
    description: 'kubernetes-webhook, lines, file, docker-logs or syslog; import for files that were imported.',
  }),
  id: Type.String({ description: '`source` of its events.' }),
  at: Type.Optional(Type.String({ description: 'Where events come from or are sent to, as the configuration says.' })),
  clusters: Type.Array(Type.String(), { description: 'Whose events it brings, as configured and as received.' }),
  state,
  reason,
  flow: Type.Optional(FlowAnswer),
  errors: Type.Array(SourceError),
});
export type SourceItem = Static<typeof SourceItem>;

export const ClusterFlow = Type.Object({
  name: Type.String(),
  createdAt: Type.Optional(Time('When its credential was made; missing where it has none.')),
  events: Type.Optional(Type.Integer({ description: 'How many there are. Missing while the store does not answer.' })),
  first: Type.Optional(Time('When the first of them happened.')),
  last: Type.Optional(Time('When the last of them happened.')),
  state,
  reason,
  sources: Type.Array(Type.String(), { description: 'Ids of the sources by which its events came.' }),
  flow: Type.Optional(FlowAnswer),
});
export type ClusterFlow = Static<typeof ClusterFlow>;

export const SourcesAnswer = Type.Object({
  since: Time('When this server began to run: it counts from then on.'),
  clusters: Type.Array(ClusterFlow),
  sources: Type.Optional(
    Type.Array(SourceItem, {
      description: 'Missing for who sees some namespaces only, as is `flow`: a delivery holds the events of all.',
    }),
  ),
  consumers: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String(),
        events: Type.Integer({ description: 'Journaled events that it has not handled.' }),
        seconds: Type.Number({ description: 'How long ago the first of them was received.' }),
      }),
      { description: 'How far what reads the journal is behind. Missing for who sees a part only.' },
    ),
  ),
});
export type SourcesAnswer = Static<typeof SourcesAnswer>;

/** How many quarantined events a page holds at most: each is read whole for its beginning. */
export const MAX_QUARANTINED = 200;
export const DEFAULT_QUARANTINED = 50;
/** Bytes of the beginning of a quarantined event that are told. */
export const HEAD_BYTES = 256;

export const QuarantinedQuery = Type.Object(
  {
    cluster: Type.Optional(Type.String({ description: 'Only this cluster; several are separated by commas.' })),
    source: Type.Optional(Type.String({ description: 'Only what came by the source with this id.' })),
    reason: Type.Optional(Type.String({ description: 'Only those with this reason.' })),
    from: Type.Optional(Type.String({ description: 'Not before this time: RFC 3339, or relative such as now-1h.' })),
    to: Type.Optional(Type.String({ description: 'Before this time.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_QUARANTINED, default: DEFAULT_QUARANTINED })),
    cursor: Type.Optional(Type.String({ description: 'Where to go on: `next` of the page before.' })),
  },
  { additionalProperties: false },
);
export type QuarantinedQuery = Static<typeof QuarantinedQuery>;

export const QuarantinedItem = Type.Object({
  id: Type.String({ description: 'Verbatim’s own id of the record.' }),
  cluster: Type.String(),
  source: Type.String(),
  node: Type.String(),
  receivedAt: Time('When it was received.'),
  reason: Type.String({ description: 'Why it could not be read, as a stable code.' }),
  detail: Type.String({ description: 'What is wrong, and where, as a sentence.' }),
  bytes: Type.Integer({ description: 'How many bytes were received.' }),
  head: Type.String({
    description: `The first ${HEAD_BYTES} of them, read as UTF-8. All of them: GET /events/{id} with Accept: application/octet-stream.`,
  }),
});
export type QuarantinedItem = Static<typeof QuarantinedItem>;

export const QuarantinedAnswer = Type.Object({
  items: Type.Array(QuarantinedItem, { description: 'The newest first.' }),
  next: Type.Union([Type.String(), Type.Null()], { description: 'The cursor of the next page; null on the last.' }),
});
export type QuarantinedAnswer = Static<typeof QuarantinedAnswer>;
