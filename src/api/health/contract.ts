import Type, { type Static } from 'typebox';

/** Which parts of the server are ready. */
export const Readiness = Type.Object({
  status: Type.Union([Type.Literal('ready'), Type.Literal('not ready')]),
  parts: Type.Array(
    Type.Object({
      part: Type.String({
        description:
          'journal takes events, store answers questions, syslog listens where it is configured, docker-logs reaches its daemons, policies are in use as their files say; the last two count only where they are asked for.',
      }),
      ready: Type.Boolean(),
      reason: Type.Optional(Type.String({ description: 'Why it is not ready.' })),
    }),
  ),
});
export type Readiness = Static<typeof Readiness>;
