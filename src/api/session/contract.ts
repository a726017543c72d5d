import Type, { type Static } from 'typebox';
import { ROLES } from '../../access/roles.ts';

/** What `/session` takes and answers; a part of `../contract.ts`. */

/** Longer than any token. */
const MAX_TOKEN = 512;

export const NewSession = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: MAX_TOKEN,
      description: 'The administrator’s token, or an API token of an administrator, auditor or viewer.',
    }),
  },
  { additionalProperties: false },
);
export type NewSession = Static<typeof NewSession>;

const Names = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

export const Session = Type.Object({
  principal: Type.Object(
    {
      id: Type.String({ description: 'Of the token; `admin` for the administrator’s own.' }),
      name: Type.String(),
      role: Type.Enum(ROLES),
      scope: Type.Object({
        clusters: Names('Only these clusters; all where missing.'),
        namespaces: Names('Only events whose object lies in one of these namespaces; all events where missing.'),
      }),
    },
    { description: 'Who makes the request.' },
  ),
  expiresAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description:
        'When it ends if nothing is asked until then; each request moves that on, up to the end of the token or the longest a session may last. Missing for a token that holds for ever.',
    }),
  ),
});
export type Session = Static<typeof Session>;
