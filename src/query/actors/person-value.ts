import { type Alias, holdsAt, type Place } from '../../actors/alias.ts';
import type { Directory } from '../../actors/directory.ts';
import type { SqlCondition } from '../filter.ts';
import { createSqlParams, type SqlParams } from '../sql-params.ts';

/**
 * A value to count by. The rows are counted in parts, each by the columns that the value follows from: so it is made for
 * each group, not for each row. Every row is in one part.
 */
export interface GroupedValue {
  readonly parts: readonly CountedPart[];
  readonly params: Readonly<Record<string, unknown>>;
}

export interface CountedPart {
  readonly where: string;
  readonly groups: readonly string[];
  readonly value: string;
}

/** Joins parts of a key; no name holds it. */
const BETWEEN = '\u0000';

/** The person of each row of the events table, to count by. Few names hold at some places only: those alone are counted by place. */
export function personValue({ aliases }: Directory): GroupedValue {
  const params = createSqlParams('who', {});
  const limited = aliases.filter(({ clusters, platforms }) => clusters || platforms);
  const everywhere = aliases.filter(({ clusters, platforms }) => !clusters && !platforms);
  const anywhere = { groups: ['actor'], value: firstOf(lookUp([], everywhere, params)) };
  if (limited.length === 0) return { parts: [{ where: 'true', ...anywhere }], params: params.values };

  const texts = new Set(limited.map(({ text }) => text));
  const isLimited = `actor IN ${params.bind([...texts], 'Array(String)')}`;
  // At one place a text is an alias of one person, so the order of the look-ups does not matter.
  const here = [
    lookUp(
      ['cluster'],
      limited.filter(({ platforms }) => !platforms),
      params,
    ),
    lookUp(
      ['platform'],
      limited.filter(({ clusters }) => !clusters),
      params,
    ),
    lookUp(
      ['cluster', 'platform'],
      limited.filter(({ clusters, platforms }) => clusters && platforms),
      params,
    ),
    lookUp(
      [],
      everywhere.filter(({ text }) => texts.has(text)),
      params,
    ),
  ].flat();
  return {
    parts: [
      { where: `NOT (${isLimited})`, ...anywhere },
      { where: isLimited, groups: ['actor', 'cluster', 'platform'], value: firstOf(here) },
    ],
    params: params.values,
  };
}

/** The first person that is found, else the name itself. */
function firstOf(people: readonly string[]): string {
  return `coalesce(${[...people.map((person) => `nullIf(${person}, '')`), 'toString(actor)'].join(', ')})`;
}

/** The person of an expression of one place's actors. */
export function personExpression(actor: string, { aliases }: Directory, place: Place): SqlCondition {
  const params = createSqlParams('who', {});
  const here = aliases.filter((alias) => holdsAt(alias, place)).map(({ text, person }): Pair => [text, person]);
  return here.length === 0
    ? { sql: actor, params: {} }
    : { sql: `transform(${actor}, ${bindPairs(here, params)}, ${actor})`, params: params.values };
}

type Pair = readonly [key: string, person: string];

/** The person of a row by its actor and some columns that say where it was seen, `''` for none; nothing without aliases. */
function lookUp(columns: readonly PlaceColumn[], aliases: readonly Alias[], params: SqlParams): string[] {
  if (aliases.length === 0) return [];
  const parts = [...columns, 'actor'].map((column) => `toString(${column})`);
  const key = parts.length === 1 ? parts[0] : `concat(${parts.join(", '\\0', ")})`;
  return [
    `transform(${key}, ${bindPairs(
      aliases.flatMap((alias) => pairsOf(alias, columns)),
      params,
    )}, '')`,
  ];
}

type PlaceColumn = 'cluster' | 'platform';

/** One key for each place where an alias holds. */
function pairsOf({ clusters = [], platforms = [], text, person }: Alias, columns: readonly PlaceColumn[]): Pair[] {
  const names = { cluster: clusters, platform: platforms };
  const places = columns.reduce<readonly string[]>(
    (before, column) => before.flatMap((prefix) => names[column].map((name) => `${prefix}${name}${BETWEEN}`)),
    [''],
  );
  return places.map((place) => [`${place}${text}`, person]);
}

function bindPairs(pairs: readonly Pair[], params: SqlParams): string {
  const from = params.bind(
    pairs.map(([key]) => key),
    'Array(String)',
  );
  const to = params.bind(
    pairs.map(([, person]) => person),
    'Array(String)',
  );
  return `${from}, ${to}`;
}
