import Type from 'typebox';

/** What the schemas of several questions share. */
export const Text = (description: string, options: object = {}) => Type.String({ description, ...options });

/** A parameter that is not known is refused: a slip in `from` must not ask for all times. */
export const CLOSED = { additionalProperties: false } as const;

/** What selects events; every question takes these. */
export const selection = {
  query: Type.Optional(Text('The query; see the query language. Empty: everything.')),
  from: Type.Optional(Text('Not before this time: RFC 3339, or relative such as now-1h or 2h.')),
  to: Type.Optional(Text('Before this time: RFC 3339, or relative.')),
  cluster: Type.Optional(Text('Only this cluster; several are separated by commas.')),
};

const counted = (options: Type.TSchemaOptions) =>
  Type.Optional(Type.Union([Type.Literal('last'), Type.Literal('all')], options));

const COUNTED = 'Count requests, by the stage that ended them (last), or every recorded stage (all).';

export const stages = counted({
  description: `${COUNTED} Unless told: last, but all where the query asks for \`stage\`.`,
});

/** Of several queries that are counted together. */
export const stagesOfAll = counted({ description: COUNTED, default: 'last' });
