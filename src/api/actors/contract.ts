import Type, { type Static } from 'typebox';

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
