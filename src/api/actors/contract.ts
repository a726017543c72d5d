import Type, { type Static } from 'typebox';
import { ACTOR_KINDS } from '../../query/actors/kinds.ts';
import { selection, stages, Text } from '../selection.ts';

/** Who is who, as the API tells. */

export const MAX_ACTORS = 10_000;

export const ActorsQuery = Type.Object(
  {
    name: Type.Optional(Type.String({ description: 'Only who has this name, or an alias that is this.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_ACTORS, default: 1_000 })),
  },
  { additionalProperties: false },
);
export type ActorsQuery = Static<typeof ActorsQuery>;

const lastSeen = Type.Optional(
  Type.String({
    description: 'When an event last named it so; missing where none did.',
    format: 'date-time',
  }),
);

/** A name or id under which somebody acts. */
export const ActorAlias = Type.Object({
  alias: Type.String({ description: 'As the platforms write it, or as the configuration does.' }),
  from: Type.Union([Type.Literal('configured'), Type.Literal('learned'), Type.Literal('ambiguous')], {
    description:
      'Who says so: the configuration, or a platform that wrote id and name in one event. An id with two names is ambiguous: it is not applied.',
  }),
  clusters: Type.Optional(Type.Array(Type.String(), { description: 'Where it holds; everywhere where missing.' })),
  lastSeen,
});
export type ActorAlias = Static<typeof ActorAlias>;

/** Somebody who acts under several names. */
export const Actor = Type.Object({
  name: Type.String({ description: 'What the field actor says.' }),
  aliases: Type.Array(ActorAlias),
  clusters: Type.Array(Type.String(), { description: 'Where it acted, under whatever name.' }),
  lastSeen,
});
export type Actor = Static<typeof Actor>;
export const ActorsAnswer = Type.Object({ actors: Type.Array(Actor) });
export type ActorsAnswer = Static<typeof ActorsAnswer>;

/** Rows of a table that somebody scrolls through; who looks for more narrows the search. */
export const MAX_ACTIVE = 1_000;
const MAX_SEARCH = 200;

const Instant = (description: string) => Type.String({ description, format: 'date-time' });
const Count = (description: string) => Type.Integer({ minimum: 0, description });

const { query, ...span } = selection;

export const ActorKindName = Type.Enum([...ACTOR_KINDS], {
  description:
    'What an actor is, as far as its name says: a service account, a node, the control plane, another identity of the system; everybody else is taken for a person.',
});

export const ActiveActorsQuery = Type.Object(
  {
    query,
    ...span,
    search: Type.Optional(
      Type.String({ maxLength: MAX_SEARCH, description: 'Only whose name holds this text, in whatever case.' }),
    ),
    kind: Type.Optional(ActorKindName),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_ACTIVE, default: 100 })),
    stages,
  },
  { additionalProperties: false },
);
export type ActiveActorsQuery = Static<typeof ActiveActorsQuery>;

const activity = {
  count: Count('How many events.'),
  denied: Count('How many of them were denied.'),
  failed: Count('How many of them failed.'),
  first: Instant('When the first of them happened.'),
  last: Instant('When the last of them happened.'),
};

export const ActiveActor = Type.Object({
  name: Text('What the field actor says.'),
  kind: ActorKindName,
  aliases: Type.Optional(Count('How many other names it acts under, where there are any.')),
  ...activity,
});
export type ActiveActor = Static<typeof ActiveActor>;

export const ActiveActorsAnswer = Type.Object({
  actors: Type.Array(ActiveActor, { description: 'The most active first.' }),
  more: Type.Boolean({ description: 'Whether there are more than the limit.' }),
});
export type ActiveActorsAnswer = Static<typeof ActiveActorsAnswer>;

export const ProfileQuery = Type.Object(
  {
    ...span,
    timezone: Type.Optional(
      Type.String({ default: 'UTC', description: 'By whose clocks hours and weekdays are told: an IANA name.' }),
    ),
  },
  { additionalProperties: false },
);
export type ProfileQuery = Static<typeof ProfileQuery>;

/** Events of an actor that have something in common. */
export const ActorGroup = Type.Object({ value: Type.String(), ...activity });
export type ActorGroup = Static<typeof ActorGroup>;

const deed = {
  verb: Type.String(),
  resource: Text('Empty: a request to a path.'),
  subresource: Type.String(),
  apiGroup: Type.String(),
};
export const ActorDeed = Type.Object({ ...deed, ...activity });
export type ActorDeed = Static<typeof ActorDeed>;

const fresh = {
  first: Instant('When it first occurred.'),
  count: Count('How often since.'),
  id: Text('Verbatim’s own id of the first record that has it.'),
};
const NewOnes = (description: string) => Type.Array(Type.Object({ value: Type.String(), ...fresh }), { description });

const groups = (description: string) => Type.Array(ActorGroup, { description });

/** How the last day differs from the four weeks before it. */
export const ActorToday = Type.Object({
  from: Instant('When the day begins: 24 hours before its end.'),
  to: Instant('When it ends: the end of the span, or now, up to the full hour.'),
  baseline: Instant('When the four weeks before it begin.'),
  events: Count('Events of the day.'),
  days: Type.Array(Type.Integer(), { description: 'Events of each of the 28 days before, the earliest first.' }),
  usual: Type.Optional(
    Type.Object(
      {
        days: Count('On how many days of them it acted.'),
        least: Count('The fewest events of a day on which it acted.'),
        median: Type.Number({ description: 'Half of these days had fewer.' }),
        most: Count('The most.'),
      },
      { description: 'Missing where it never acted in the four weeks.' },
    ),
  ),
  hours: Type.Array(Type.Integer({ minimum: 0, maximum: 23 }), {
    description: 'Hours of the clock in which it acted on this day, and on none of the days before.',
  }),
  deeds: Type.Array(Type.Object({ ...deed, ...fresh }), {
    description: 'What it did for the first time since four weeks: verbs with resources.',
  }),
  addresses: NewOnes('Addresses that it came from for the first time since four weeks.'),
  userAgents: NewOnes('Programs that it used for the first time since four weeks.'),
  namespaces: NewOnes('Namespaces in which it acted for the first time since four weeks.'),
});
export type ActorToday = Static<typeof ActorToday>;

export const ActorProfile = Type.Object({
  name: Type.String(),
  kind: ActorKindName,
  aliases: Type.Array(
    Type.Object({
      alias: Text('As the platforms write it, or as the configuration does.'),
      from: Type.Union([Type.Literal('configured'), Type.Literal('learned')], { description: 'Who says so.' }),
      clusters: Type.Optional(Type.Array(Type.String(), { description: 'Where it holds; everywhere where missing.' })),
    }),
  ),
  seen: Type.Optional(
    Type.Object(
      { first: Instant('When it first acted.'), last: Instant('When it last did.'), count: Count('How many events.') },
      { description: 'As far back as events are kept, whatever the span is. Missing where it never acted.' },
    ),
  ),
  outcomes: Type.Array(Type.Object({ value: Type.String(), count: Count('How many events.') })),
  failedLogins: Type.Object({
    count: Count('How many.'),
    query: Text('Which events these are.'),
  }),
  hours: Type.Array(Type.Object({ time: Instant('When the hour begins.'), count: Count('How many events.') }), {
    description: 'Hours with events.',
  }),
  week: Type.Array(Type.Array(Type.Integer(), { description: 'The hours of the clock, from 0.' }), {
    description: 'How many events in each hour of each weekday, from Monday.',
  }),
  deeds: Type.Array(ActorDeed, { description: 'What it did, the most frequent first.' }),
  addresses: groups('Where it came from.'),
  userAgents: groups('With which programs.'),
  namespaces: groups('In which namespaces.'),
  clusters: groups('In which clusters.'),
  groups: groups('Of which groups it was, as whoever authenticated.'),
  impersonatedBy: groups('Who acted as it.'),
  impersonating: groups('As whom it acted.'),
  today: ActorToday,
});
export type ActorProfile = Static<typeof ActorProfile>;
