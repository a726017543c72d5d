import Type, { type Static } from 'typebox';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../event/cluster-name.ts';

/** A name is a line of a table; a distinguished name of LDAP is the longest in use. */
const MAX_NAME_LENGTH = 1_024;
/** Of one entry; who has more is no person. */
const MAX_ALIASES = 1_000;

const Name = (description: string) => Type.String({ minLength: 1, maxLength: MAX_NAME_LENGTH, description });

/** A person or workload, and the names under which it acts. */
export const Person = Type.Object(
  {
    name: Name('Who it is: what `actor` says, whichever alias acted.'),
    aliases: Type.Array(
      Name('A name or an id as a platform writes it; `uaa:ID` and `mke:ID` are ids of one platform.'),
      {
        default: [],
        maxItems: MAX_ALIASES,
        description:
          'Names and ids under which it acts, as the platforms write them: an e-mail address, `system:serviceaccount:NAMESPACE:NAME`, `uaa:ID` for a principal of UAA, `mke:ID` for an account of MKE.',
      },
    ),
    clusters: Type.Optional(
      Type.Array(Type.String({ pattern: CLUSTER_NAME_PATTERN, description: CLUSTER_NAME_RULE }), {
        minItems: 1,
        description: 'The aliases of this entry hold in these clusters only; without it, in all.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'An alias is of one person: where two entries give it to different people, in a cluster that both hold in, that is an error.',
  },
);
export type Person = Readonly<Static<typeof Person>>;

export const ActorsConfig = Type.Array(Person, {
  default: [],
  description:
    'People and workloads that act under several names, as `{name, aliases, clusters}`. `actor` then says the name for all of them. It is applied when a question is asked: nothing is loaded again when it changes. A name may have several entries.',
});

/** What `actors_file` holds. */
export const ActorsFile = Type.Object({ actors: ActorsConfig }, { additionalProperties: false });
