import type { Params, Row } from './engine.ts';
import { fromTimeCell } from './read-row.ts';

/** A piece of SQL with the values that it binds. */
export interface SqlPiece {
  readonly sql: string;
  readonly params: Params;
}

/** A condition on the rows of events. */
export interface Condition extends SqlPiece {
  /** The same as several, of which no row meets two, where to count by each costs less. They bind the same values. */
  readonly exclusive?: readonly string[] | undefined;
}

/** What a question is about. Times are microseconds since the epoch: `from` ≤ time < `to`. */
export interface Selection {
  readonly where: Condition;
  readonly from?: number;
  readonly to?: number;
  /** Only these clusters; all where missing. */
  readonly clusters?: readonly string[];
}

/** A place in the order of time, and of arrival where times are equal. */
export interface Position {
  readonly time: string;
  readonly journal: string;
  readonly seq: number;
}

/** A position with what the table is sorted by, so that its row is found without looking through its neighbours. */
export interface Place extends Position {
  /** The stretch of time, as the engine writes it. */
  readonly stretch: string;
  readonly user: string;
}

/** What is selected to know a place, in the order of `readPlace`. */
export const PLACE_COLUMNS = `time, journal, seq, toString(toStartOfFiveMinutes(time)), user_username`;

export function readPlace([time, journal, seq, stretch, user]: Row): Place {
  return {
    time: fromTimeCell(time as string),
    journal: journal as string,
    seq: Number(seq),
    stretch: stretch as string,
    user: user as string,
  };
}

export type Order = 'asc' | 'desc';

/** Stages after which the same request has a later one. The rest end their request. */
export const STAGES_BEFORE_THE_LAST = ['RequestReceived', 'ResponseStarted'] as const;

/** The stretch of time by which rows are sorted first: see the table. A comparison with it is served by the primary key. */
export const STRETCH = 'toStartOfFiveMinutes(time)';

/** Lets the primary key choose what is read. It is true of every row: what is compared beside it is more exact. */
function stretchHint(comparison: string, time: string): string {
  return `indexHint(${STRETCH} ${comparison} toStartOfFiveMinutes(${time}))`;
}

/** A DateTime64(6) from a bound integer of microseconds. */
function micros(name: string): string {
  return `fromUnixTimestamp64Micro({${name}:Int64}, 'UTC')`;
}

/** The condition that a row's time compares so with another, in microseconds since the epoch, which is bound by this name. */
export function timeSql(comparison: '<' | '>' | '>=', time: number, name: string): SqlPiece {
  const hint = stretchHint(comparison === '<' ? '<=' : '>=', micros(name));
  return { sql: `${hint} AND time ${comparison} ${micros(name)}`, params: { [name]: String(time) } };
}

/** The condition of a selection; its own parameters begin with `prefix`. */
export function selectionSql({ where, from, to, clusters }: Selection, prefix = 'sel'): Condition {
  const conditions: string[] = [];
  const params: Record<string, unknown> = { ...where.params };
  const bounds = [
    ...(from === undefined ? [] : [timeSql('>=', from, `${prefix}_from`)]),
    ...(to === undefined ? [] : [timeSql('<', to, `${prefix}_to`)]),
  ];
  for (const bound of bounds) {
    conditions.push(bound.sql);
    Object.assign(params, bound.params);
  }
  if (clusters) {
    conditions.push(`cluster IN {${prefix}_clusters:Array(String)}`);
    params[`${prefix}_clusters`] = clusters;
  }
  return withSql({ ...where, sql: `(${where.sql})`, params }, conditions);
}

/** The condition, and others besides it, whose values it binds already. */
export function withSql(condition: Condition, others: readonly string[]): Condition {
  const and = (sql: string) => [sql, ...others].join(' AND ');
  return { sql: and(condition.sql), params: condition.params, exclusive: condition.exclusive?.map(and) };
}

/** The condition that a row comes after a position in an order. */
export function afterSql(position: Position, order: Order): SqlPiece {
  const than = order === 'desc' ? '<' : '>';
  const time = `parseDateTime64BestEffort({pos_time:String}, 6, 'UTC')`;
  return {
    sql: `${stretchHint(`${than}=`, time)} AND (time, journal, seq) ${than} (${time}, {pos_journal:String}, {pos_seq:UInt64})`,
    params: { pos_time: position.time, pos_journal: position.journal, pos_seq: String(position.seq) },
  };
}

/** The condition that a row stands at one of some places, of which there is at least one. */
export function amongSql(positions: readonly Position[]): SqlPiece {
  const times = positions.map(({ time }) => time).sort();
  const time = (name: string) => `parseDateTime64BestEffort({${name}:String}, 6, 'UTC')`;
  const [first, last] = [time('pos_first'), time('pos_last')];
  return {
    // The primary key serves the times; within them a number belongs to one row of each journal.
    sql: `${stretchHint('>=', first)} AND ${stretchHint('<=', last)} AND time BETWEEN ${first} AND ${last}
          AND journal IN {pos_journals:Array(String)} AND seq IN {pos_seqs:Array(UInt64)}`,
    params: {
      pos_first: times[0],
      pos_last: times.at(-1),
      pos_journals: [...new Set(positions.map(({ journal }) => journal))],
      pos_seqs: positions.map(({ seq }) => seq),
    },
  };
}

/** Longer names are not worth sending back to the engine. kube-apiserver's own are below this. */
const MAX_KEY_LENGTH = 1_024;

/**
 * A condition that most rows at these places meet, and hardly any of their neighbours: the primary key serves all of it. A
 * name that is too long, or no text, is left out; its row has to be looked for with `amongSql` alone.
 */
export function nearSql(places: readonly Place[]): SqlPiece {
  const users = places.map(({ user }) => user).filter((user) => user.length <= MAX_KEY_LENGTH);
  return {
    sql: `${STRETCH} IN {pos_stretches:Array(DateTime('UTC'))} AND user_username IN {pos_users:Array(String)}`,
    params: {
      pos_stretches: [...new Set(places.map(({ stretch }) => stretch))],
      pos_users: [...new Set(users)],
    },
  };
}

/** The order of time, in which the table can be read without sorting more than a stretch. */
export function orderSql(order: Order): string {
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  return [STRETCH, 'time', 'journal', 'seq'].map((key) => `${key} ${direction}`).join(', ');
}
