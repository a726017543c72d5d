import { type Alias, holdsAt, type Place } from '../../actors/alias.ts';
import type { Directory } from '../../actors/directory.ts';
import type { SqlCondition } from '../filter.ts';
import { createSqlParams, type SqlParams } from '../sql-params.ts';

/** A value to count by, and the columns that it follows from: grouped by those first, it is made for each group, not for each row. */
export interface GroupedValue extends SqlCondition {
  readonly groups: readonly string[];
}

/** Joins parts of a key; no name holds it. */
const BETWEEN = '\u0000';

/** The person of each row of the events table, to count by. */
export function personValue({ aliases }: Directory): GroupedValue {
  const params = createSqlParams('who', {});
  const everywhere = aliases.filter(({ clusters, platforms }) => !clusters && !platforms);
  const limited = aliases.filter(({ clusters, platforms }) => clusters || platforms);
  // At one place a text is an alias of one person, so the order of the look-ups does not matter.
  const tables = [
    lookUp(
      'actor',
      everywhere.map(({ text, person }) => [text, person]),
      params,
    ),
    lookUp(keySql('cluster'), keysOf(limited.filter(({ platforms }) => !platforms)), params),
    lookUp(keySql('platform'), keysOf(limited.filter(({ clusters }) => !clusters)), params),
    lookUp(
      keySql('cluster', 'platform'),
      keysOf(limited.filter(({ clusters, platforms }) => clusters && platforms)),
      params,
    ),
  ].flat();
  const groups = limited.length === 0 ? ['actor'] : ['actor', 'cluster', 'platform'];
  const sql =
    tables.length === 0
      ? 'actor'
      : `coalesce(${[...tables.map((person) => `nullIf(${person}, '')`), 'toString(actor)'].join(', ')})`;
  return { sql, params: params.values, groups };
}

/** The person of an expression of one place's actors. */
export function personExpression(actor: string, { aliases }: Directory, place: Place): SqlCondition {
  const params = createSqlParams('who', {});
  const here = aliases.filter((alias) => holdsAt(alias, place));
  if (here.length === 0) return { sql: actor, params: {} };
  const [from, to] = [
    params.bind(
      here.map(({ text }) => text),
      'Array(String)',
    ),
    params.bind(
      here.map(({ person }) => person),
      'Array(String)',
    ),
  ];
  return { sql: `transform(${actor}, ${from}, ${to}, ${actor})`, params: params.values };
}

type Pair = readonly [key: string, person: string];

/** The person of a key, '' for none; nothing where there are no keys. */
function lookUp(key: string, pairs: readonly Pair[], params: SqlParams): string[] {
  if (pairs.length === 0) return [];
  const from = params.bind(
    pairs.map(([text]) => text),
    'Array(String)',
  );
  const to = params.bind(
    pairs.map(([, person]) => person),
    'Array(String)',
  );
  return [`transform(toString(${key}), ${from}, ${to}, '')`];
}

function keySql(...columns: readonly string[]): string {
  return `concat(${[...columns, 'actor'].map((column) => `toString(${column})`).join(", '\\0', ")})`;
}

/** One key for each place where an alias holds. */
function keysOf(aliases: readonly Alias[]): Pair[] {
  return aliases.flatMap(({ clusters, platforms, text, person }) =>
    placesOf(clusters).flatMap((cluster) =>
      placesOf(platforms).map((platform): Pair => [[...cluster, ...platform, text].join(BETWEEN), person]),
    ),
  );
}

function placesOf(names: readonly string[] | undefined): readonly (readonly string[])[] {
  return names ? names.map((name) => [name]) : [[]];
}
