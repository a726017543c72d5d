/** What a value must be; an object's keys are all that it may have. */
export type Shape = 'string' | 'boolean' | 'anything' | { readonly list: Shape } | ObjectShape;

export interface ObjectShape {
  readonly object: Readonly<Record<string, Shape>>;
}

const STRINGS: Shape = { list: 'string' };

/** Source: kubernetes/apiserver `pkg/apis/audit/v1/types.go`. */
export const POLICY: ObjectShape = {
  object: {
    apiVersion: 'string',
    kind: 'string',
    metadata: 'anything',
    rules: {
      list: {
        object: {
          level: 'string',
          users: STRINGS,
          userGroups: STRINGS,
          verbs: STRINGS,
          resources: { list: { object: { group: 'string', resources: STRINGS, resourceNames: STRINGS } } },
          namespaces: STRINGS,
          nonResourceURLs: STRINGS,
          omitStages: STRINGS,
          omitManagedFields: 'boolean',
        },
      },
    },
    omitStages: STRINGS,
    omitManagedFields: 'boolean',
  },
};
