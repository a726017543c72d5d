import type { Row } from './engine.ts';

/*
 * What many rows say alike is kept a second time, in two columns with dictionaries: to answer a row, they are read instead of
 * the thirty-four that they hold. Around each row that is found a whole granule of each column has to be read, so the number
 * of columns is what an answer costs.
 */

/** Who asked, with what, and what allowed it. */
export const WHO: readonly string[] = [
  'actor',
  'user_username',
  'user_uid',
  'user_groups',
  'mapKeys(user_extra)',
  'mapValues(user_extra)',
  'impersonated_username',
  'impersonated_uid',
  'impersonated_groups',
  'mapKeys(impersonated_extra)',
  'mapValues(impersonated_extra)',
  'impersonation_constraint',
  'user_agent',
  'mapKeys(annotations)',
  'mapValues(annotations)',
];

/** What was done to which kind of thing, where it was seen, and how it ended. */
export const HOW: readonly string[] = [
  'cluster',
  'platform',
  'component',
  'node',
  'source',
  'quarantine_reason',
  'outcome',
  'layout',
  'api_version',
  'level',
  'stage',
  'verb',
  'object_resource',
  'object_api_group',
  'object_api_version',
  'object_subresource',
  'response_status',
  'response_reason',
  'response_code',
];

/**
 * A longer text is not kept: it would hardly be that of many rows. Its row is answered from its columns. Users with a hundred
 * groups have about 4 kB.
 */
export const MAX_ANSWER_LENGTH = 16_384;

/** The expression for rows of earlier versions: a JSON array of the values. */
export function answerSql(columns: readonly string[]): string {
  const values = columns.map((column) => `toJSONString(${column})`);
  return `toLowCardinality(concat('[', arrayStringConcat([${values.join(', ')}], ','), ']'))`;
}

const HELD: ReadonlySet<string> = new Set([...WHO, ...HOW]);

/** What is selected instead of `columns`, and how their values are read from it. */
export function shortAnswer(columns: readonly string[]): {
  readonly sql: string;
  /** Gives rows of `columns`; `undefined` for those that have to be read from them. */
  readonly reader: () => (row: Row) => Row | undefined;
} {
  const others = columns.filter((column) => !HELD.has(column));
  const places = columns.map((column) => ({
    who: WHO.indexOf(column),
    how: HOW.indexOf(column),
    other: others.indexOf(column) + 2,
  }));
  return {
    sql: ['who', 'how', ...others].join(', '),
    reader: () => {
      const listOf = createListReader();
      return (row) => {
        const [who, how] = [listOf(row[0] as string), listOf(row[1] as string)];
        if (!who || !how) return undefined;
        return places.map((at) => (at.who >= 0 ? who[at.who] : at.how >= 0 ? how[at.how] : row[at.other]));
      };
    },
  };
}

/** Reads each different text once. */
function createListReader(): (text: string) => Row | undefined {
  const known = new Map<string, Row>();
  return (text) => {
    if (text === '') return undefined;
    let list = known.get(text);
    if (!list) {
      list = JSON.parse(text) as Row;
      known.set(text, list);
    }
    return list;
  };
}
