import Type, { type Static } from 'typebox';
import { CLOSED, selection, stages, Text } from '../selection.ts';

export const MAX_TOP = 10_000;
export const MAX_BUCKETS = 50_000;
/** Colours that can be told apart are fewer. */
export const MAX_SPLIT = 20;
export const DEFAULT_SPLIT = 8;
/** What `by=auto` gives unless told: as many as bars can be seen side by side in a narrow window. */
export const DEFAULT_AUTO_BUCKETS = 60;
/** A screen has no more columns. */
export const MAX_AUTO_BUCKETS = 2_000;
/** Fields that are counted in one question; each costs the engine as much as a question of its own that only counts. */
export const MAX_FACETS = 20;
export const MAX_FACET_VALUES = 200;
export const MAX_VALUES = 100;
/** Longer than any name that somebody types. */
export const MAX_TYPED = 256;

export const TopQuery = Type.Object(
  {
    ...selection,
    field: Text('The field whose values are counted.'),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_TOP, default: 10 })),
    stages,
  },
  CLOSED,
);
export type TopQuery = Static<typeof TopQuery>;

export const TopAnswer = Type.Object({
  items: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
});
export type TopAnswer = Static<typeof TopAnswer>;

/** How counts over time are divided. */
const division = {
  split: Type.Optional(
    Text('A field of one value an event: each bucket then says how many have each of its most frequent values.', {
      examples: ['outcome'],
    }),
  ),
  top: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_SPLIT,
      default: DEFAULT_SPLIT,
      description: 'With split: how many values.',
    }),
  ),
  timezone: Type.Optional(
    Text('Days, weeks and longer buckets begin by the clocks of this zone: an IANA name. Weeks begin on Monday.', {
      default: 'UTC',
      examples: ['Europe/Berlin'],
    }),
  ),
};

export const HistogramQuery = Type.Object(
  {
    ...selection,
    by: Text(
      'The width of a bucket: a number and s, m, h, d, w, M (months) or y, ten years at most; or auto: a round one, so that the time asked for, or else that of the events, has no more than `buckets` of them.',
      { default: '1h' },
    ),
    buckets: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_AUTO_BUCKETS,
        default: DEFAULT_AUTO_BUCKETS,
        description: 'With by=auto: how many buckets at most, but for one that begins earlier.',
      }),
    ),
    ...division,
    stages,
  },
  CLOSED,
);
export type HistogramQuery = Static<typeof HistogramQuery>;

export const HistogramAnswer = Type.Object({
  by: Text('The width of a bucket.'),
  from: Type.Optional(
    Text('Where the counts begin: what was asked for or, with by=auto, the first event.', { format: 'date-time' }),
  ),
  to: Type.Optional(
    Text('Where they end: what was asked for or, with by=auto, just after the last event.', { format: 'date-time' }),
  ),
  values: Type.Optional(
    Type.Array(Type.String(), { description: 'With split: the most frequent values, the most frequent first.' }),
  ),
  buckets: Type.Array(
    Type.Object({
      time: Text('When the bucket begins.', { format: 'date-time' }),
      count: Type.Integer(),
      values: Type.Optional(
        Type.Record(Type.String(), Type.Integer(), { description: 'With split: counts by value; without those of 0.' }),
      ),
      others: Type.Optional(Type.Integer({ description: 'With split: those with another value, or none.' })),
    }),
  ),
});
export type HistogramAnswer = Static<typeof HistogramAnswer>;

export const FacetsQuery = Type.Object(
  {
    ...selection,
    fields: Text(`The fields whose values are counted, separated by commas: ${MAX_FACETS} at most.`, {
      examples: ['verb,actor,ns'],
    }),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_FACET_VALUES, default: 5, description: 'How many values of each.' }),
    ),
    buckets: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MAX_AUTO_BUCKETS,
        description:
          'Counts over time, too, in the same pass over the events where it can be: so many buckets at most, as /histogram has with by=auto. Without it, `split`, `top` and `timezone` mean nothing.',
      }),
    ),
    ...division,
    stages,
  },
  CLOSED,
);
export type FacetsQuery = Static<typeof FacetsQuery>;

export const FacetsAnswer = Type.Object({
  count: Type.Integer({ description: 'How many events there are.' }),
  facets: Type.Array(
    Type.Object({
      field: Text('As it was asked for.'),
      items: TopAnswer.properties.items,
      more: Type.Boolean({ description: 'Whether there are further values.' }),
    }),
  ),
  histogram: Type.Optional(
    Type.Object(HistogramAnswer.properties, { description: 'With buckets: what /histogram answers with by=auto.' }),
  ),
});
export type FacetsAnswer = Static<typeof FacetsAnswer>;

export const ValuesQuery = Type.Object(
  {
    ...selection,
    field: Text('The field whose values are looked for.'),
    prefix: Type.Optional(Text('What was typed: the values hold it, in whatever case.', { maxLength: MAX_TYPED })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_VALUES, default: 10 })),
  },
  CLOSED,
);
export type ValuesQuery = Static<typeof ValuesQuery>;
