import Type, { type Static } from 'typebox';
import { CLOSED, selection, stages, stagesOfAll, Text } from '../selection.ts';

/** Counting by several queries at once, and what is new; a part of `../contract.ts`. */

const Instant = (description: string) => Text(description, { format: 'date-time' });

/** A page of an overview has twenty; each is a condition that every row is held to. */
export const MAX_COUNTED_QUERIES = 50;
const MAX_QUERY_NAME = 100;

export const CountsRequest = Type.Object(
  {
    queries: Type.Array(
      Type.Object(
        { name: Text('What it is called in the answer.', { maxLength: MAX_QUERY_NAME }), query: Type.String() },
        CLOSED,
      ),
      {
        minItems: 1,
        maxItems: MAX_COUNTED_QUERIES,
        description: 'All together hold no more text than one query may.',
      },
    ),
    ...selection,
    stages: stagesOfAll,
  },
  CLOSED,
);
export type CountsRequest = Static<typeof CountsRequest>;

export const CountsAnswer = Type.Object({
  before: Type.Optional(
    Type.Object(
      { from: Instant('Its beginning.'), to: Instant('Its end: the beginning of the span.') },
      { description: 'The span of the same length before. Missing where the span has no beginning.' },
    ),
  ),
  counts: Type.Array(
    Type.Object({
      name: Type.String(),
      count: Type.Integer(),
      before: Type.Optional(Type.Integer({ description: 'How many in the span before.' })),
    }),
    { description: 'In the order of the queries.' },
  ),
});
export type CountsAnswer = Static<typeof CountsAnswer>;

export const MAX_FIRST_SEEN = 1_000;

export const FirstSeenQuery = Type.Object(
  {
    field: Text('The field whose values are looked at.'),
    ...selection,
    from: Text('Where new begins: RFC 3339, or relative. What occurred before is not new.'),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_FIRST_SEEN, default: 20 })),
    stages,
  },
  CLOSED,
);
export type FirstSeenQuery = Static<typeof FirstSeenQuery>;

export const FirstSeenItem = Type.Object({
  value: Type.String(),
  first: Instant('When it first occurred.'),
  count: Type.Integer({ description: 'How often since, within the span.' }),
  id: Text('Verbatim’s own id of the first record that has it.'),
});
export type FirstSeenItem = Static<typeof FirstSeenItem>;

export const FirstSeenAnswer = Type.Object({
  items: Type.Array(FirstSeenItem, { description: 'The newest first.' }),
  more: Type.Boolean({ description: 'Whether there are more than the limit.' }),
  known: Type.Object(
    {
      events: Type.Integer({
        description: 'Recorded events before the span; 0: nothing is known, so everything is new.',
      }),
      since: Type.Optional(Instant('When the first of them happened.')),
    },
    { description: 'What the span is compared with.' },
  ),
});
export type FirstSeenAnswer = Static<typeof FirstSeenAnswer>;

export const SensitiveActionsAnswer = Type.Object({
  actions: Type.Array(
    Type.Object({
      name: Text('Stays the same.'),
      title: Type.String(),
      why: Text('Why it matters.'),
      query: Text('Which events it is.'),
      platforms: Type.Array(Type.String(), { description: 'The platforms that can tell of it.' }),
    }),
  ),
});
export type SensitiveActionsAnswer = Static<typeof SensitiveActionsAnswer>;
