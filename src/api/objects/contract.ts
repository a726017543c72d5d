import Type, { type Static } from 'typebox';
import { ACTS } from '../../history/acts.ts';
import { BASES } from '../../history/compare.ts';
import { EFFECTS } from '../../history/effect.ts';
import { EXISTENCE, KNOWLEDGE } from '../../history/state.ts';

const Text = (description: string, options: object = {}) => Type.String({ description, ...options });
const Time = (description: string) => Text(description, { format: 'date-time' });
const CLOSED = { additionalProperties: false } as const;

export const MAX_HISTORY_PAGE = 500;
export const DEFAULT_HISTORY_PAGE = 50;
export const MAX_OBJECTS = 1_000;
export const DEFAULT_OBJECTS = 50;
/** Differences of one change that are given, of fields and of noise each. A person reads some dozens. */
export const MAX_DIFFERENCES = 200;
/** JSON of one value of a difference, in UTF-16 units; of more, the beginning is given. */
export const MAX_DIFFERENCE_VALUE = 10_000;
/** JSON of a body that a state gives, in UTF-16 units. etcd keeps objects of 1.5 MiB at most; other platforms may have larger ones. */
export const MAX_STATE_BODY = 10_000_000;
/** Changes without content that a state names. */
export const MAX_MISSED = 20;

/** Where no namespace is meant. */
export const NO_NAMESPACE = '-';

export const ObjectParams = Type.Object({
  namespace: Text(`The namespace; ${NO_NAMESPACE} for objects that are in none.`),
  resource: Text('The kind in plural, such as deployments, or with its group: deployments.apps.'),
  name: Text('The name.'),
});
export type ObjectParams = Static<typeof ObjectParams>;

const which = {
  cluster: Type.Optional(Text('Only this cluster; several are separated by commas.')),
  apiGroup: Type.Optional(Text('Only this API group, such as apps; core for the one without a name. All unless told.')),
};

export const HistoryQuery = Type.Object(
  {
    ...which,
    from: Type.Optional(Text('Not before this time: RFC 3339, or relative such as now-1h or 2h.')),
    to: Type.Optional(Text('Before this time: RFC 3339, or relative.')),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_HISTORY_PAGE,
        default: DEFAULT_HISTORY_PAGE,
        description: 'How many requests are looked at for a page.',
      }),
    ),
    cursor: Type.Optional(Text('Where to go on: `next` of the page before.')),
    reads: Type.Optional(Type.Boolean({ default: false, description: 'Also who looked at it.' })),
    status: Type.Optional(Type.Boolean({ default: false, description: 'Also reports of its status.' })),
  },
  CLOSED,
);
export type HistoryQuery = Static<typeof HistoryQuery>;

export const FieldChange = Type.Object({
  op: Type.Enum(['added', 'removed', 'changed', 'reordered', 'set'], {
    description: 'set: what it was before is not known. reordered: before and after are the keys of the elements.',
  }),
  path: Text('Where, such as spec.template.spec.containers[name=api].image.'),
  before: Type.Optional(Type.Unknown({ description: 'Missing where there was nothing, or it is not known.' })),
  after: Type.Optional(Type.Unknown({ description: 'Missing where there is nothing any more, or it is not known.' })),
  redacted: Type.Optional(
    Type.Boolean({ description: 'Something was taken out of these values before they were kept.' }),
  ),
  cut: Type.Optional(
    Type.Boolean({ description: 'A value is large: the beginning of its JSON stands for it, as text.' }),
  ),
});
export type FieldChange = Static<typeof FieldChange>;

export const ObjectNote = Type.Object({
  code: Text('Stable.'),
  detail: Text('What a reader should know, as a sentence.'),
});
export type ObjectNote = Static<typeof ObjectNote>;

/** What one request did to an object. */
export const HistoryItem = Type.Object({
  id: Text('Verbatim’s own id of the record.'),
  time: Time('When it happened.'),
  cluster: Type.String(),
  platform: Type.String(),
  apiGroup: Type.String(),
  actor: Text('Who acted.'),
  outcome: Text('allowed, denied, failed or unknown.'),
  verb: Type.String(),
  subresource: Type.Optional(Type.String()),
  level: Type.Optional(Type.String()),
  code: Type.Optional(Type.Integer({ description: 'The HTTP code of the answer.' })),
  address: Type.Optional(Text('The last source address, which the client cannot forge.')),
  agent: Type.Optional(Text('What the client calls itself.')),
  act: Type.Enum([...ACTS], { description: 'What was done, or tried.' }),
  effect: Type.Enum([...EFFECTS], {
    description:
      'applied: it was done; attempted: it was denied or failed; dry-run: it was to be tried only; unknown: how it ended is not recorded; read: it looked.',
  }),
  phrase: Text('The same as words that follow a name: scaled it from 3 to 5.'),
  basis: Type.Enum([...BASES], {
    description:
      'What the differences were read from: two bodies, the patch, the configuration that kubectl apply keeps, or nothing but metadata.',
  }),
  fields: Type.Array(FieldChange, { description: `What changed, at most ${MAX_DIFFERENCES}.` }),
  moreFields: Type.Integer({ description: 'How many more there are.' }),
  noise: Type.Array(FieldChange, { description: 'What changed of versions, managed fields and status.' }),
  moreNoise: Type.Integer(),
  notes: Type.Array(ObjectNote, { description: 'What a reader should know about it.' }),
});
export type HistoryItem = Static<typeof HistoryItem>;

export const HistoryPage = Type.Object({
  items: Type.Array(HistoryItem, { description: 'The newest first.' }),
  next: Type.Union([Type.String(), Type.Null()], { description: 'The cursor of the next page; null on the last.' }),
});
export type HistoryPage = Static<typeof HistoryPage>;

export const StateQuery = Type.Object(
  { ...which, at: Type.Optional(Text('At this time: RFC 3339, or relative. Now unless told.')) },
  CLOSED,
);
export type StateQuery = Static<typeof StateQuery>;

export const ObjectRef = Type.Object({
  id: Text('Verbatim’s own id of the record.'),
  time: Time('When.'),
  actor: Text('Who.'),
});
export type ObjectRef = Static<typeof ObjectRef>;

/** What an object was at a moment, as far as events tell. */
export const StateItem = Type.Object({
  cluster: Type.String(),
  apiGroup: Type.String(),
  existence: Type.Enum([...EXISTENCE], { description: 'terminating: it is deleted and waits for its end.' }),
  body: Type.Optional(Type.Unknown({ description: 'The last that is known, also of an object that was deleted.' })),
  bodyLength: Type.Optional(Type.Integer({ description: 'Of its JSON, where it is too large to be given.' })),
  how: Type.Optional(
    Type.Enum([...KNOWLEDGE], {
      description:
        'whole: as the server answered it; sent: as a client sent it; partial: only what changes have named.',
    }),
  ),
  from: Type.Optional(ObjectRef),
  applied: Type.Integer({ description: 'Patches since then that are in it.' }),
  missed: Type.Array(ObjectRef, {
    description: `Changes since then whose content was not recorded; the last ${MAX_MISSED}.`,
  }),
  missedCount: Type.Integer(),
  ended: Type.Optional(ObjectRef),
  redacted: Type.Boolean({ description: 'Values were taken out of it before it was kept.' }),
});
export type StateItem = Static<typeof StateItem>;

export const StateAnswer = Type.Object({
  at: Time('The moment.'),
  items: Type.Array(StateItem, { description: 'One for each cluster and API group that has such an object.' }),
  partial: Type.Boolean({
    description: 'There are more events before than were looked at: what is older is not known.',
  }),
});
export type StateAnswer = Static<typeof StateAnswer>;

export const ObjectsQuery = Type.Object(
  {
    prefix: Type.Optional(
      Text(
        'Words that are part of its name, or with which its namespace or kind begins; spaces or slashes between them.',
      ),
    ),
    query: Type.Optional(Text('The query; see the query language.')),
    from: Type.Optional(Text('Not before this time: RFC 3339, or relative.')),
    to: Type.Optional(Text('Before this time: RFC 3339, or relative.')),
    cluster: which.cluster,
    reads: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Also those that were only looked at or entered, or that report only, such as status, leases and events.',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_OBJECTS, default: DEFAULT_OBJECTS })),
  },
  CLOSED,
);
export type ObjectsQuery = Static<typeof ObjectsQuery>;

export const FoundObject = Type.Object({
  cluster: Type.String(),
  apiGroup: Type.String(),
  resource: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  count: Type.Integer({ description: 'Requests to it.' }),
  last: Time('When the last of them happened.'),
  verb: Text('Of the last.'),
  actor: Text('Of the last.'),
  outcome: Text('Of the last.'),
});
export type FoundObject = Static<typeof FoundObject>;
export const ObjectsAnswer = Type.Object({ items: Type.Array(FoundObject) });
export type ObjectsAnswer = Static<typeof ObjectsAnswer>;
