import Type from 'typebox';

const words = (description: string) => Type.Optional(Type.Array(Type.String(), { maxItems: 1_000, description }));

export const IgnoreConfig = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'How what it leaves out is counted.' }),
    users: words('Who authenticated.'),
    verbs: words('What was done.'),
    resources: words('To which resource; `pods/log` is a subresource.'),
    namespaces: words('In which namespace.'),
    names: words('To the object of which name.'),
    agents: words('With which user agent.'),
    codes: words('With which response code; `4*` is all of four hundred.'),
    paths: words('At which path; here a `*` may stand at the end only.'),
  },
  { additionalProperties: false },
);

export const AdmissionConfig = Type.Array(
  Type.Object(
    {
      clusters: Type.Optional(
        Type.Array(Type.String(), {
          description: 'The clusters that it is for. Without it, all of them.',
        }),
      ),
      sources: Type.Optional(
        Type.Array(Type.String(), {
          description:
            'The sources that it is for, as `source` of their events names them: the ids of entries in `sources`, `kubernetes-webhook`, `lines`, `import`. Without it, all of them.',
        }),
      ),
      policy: Type.Optional(
        Type.String({
          minLength: 1,
          description:
            'A file with an audit policy of Kubernetes, or `preset:NAME`: events are kept as kube-apiserver would have written them under it. The file is read again when it changes; one with errors is told, and the policy before stays.',
        }),
      ),
      ignore: Type.Optional(
        Type.Array(IgnoreConfig, {
          maxItems: 1_000,
          description:
            'What is left out besides: an event that meets all conditions of an entry. `*` stands for any characters. In the place of what is left out of some platforms without it.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  {
    default: [],
    description:
      'Which events are kept, by cluster and source, decided before anything is written. The first entry that is for both holds.',
  },
);
