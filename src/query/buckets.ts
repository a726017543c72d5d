import { VerbatimError } from '../errors.ts';
import { startOfUnit } from './calendar.ts';
import type { SqlCondition } from './filter.ts';
import { instantOf, type Zone } from './zone.ts';

/**
 * Stretches of time, each with a key: a whole number that grows with time. Times are microseconds since the epoch. The
 * engine and `keyOf` give the same key.
 */
export interface Buckets {
  /** The key, as an expression of type Int64. `time` is one of type DateTime64(6, 'UTC'). */
  readonly sql: (time: string) => SqlCondition;
  readonly keyOf: (micros: number) => number;
  /** When the bucket begins, RFC 3339 to the second, UTC. */
  readonly startOf: (key: number) => string;
  /** How wide it is, about, in seconds. */
  readonly seconds: number;
}

/** Widths in seconds; months and years have their mean. */
const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, M: 2_629_746, y: 31_556_952 } as const;
type Unit = keyof typeof SECONDS;

/** Ten years. A wider bucket tells nothing. */
const MAX_SECONDS = 10 * 366 * SECONDS.d;
const MICROS_A_SECOND = 1_000_000;
const MONTHS_A_YEAR = 12;

/**
 * Buckets of a width such as `15m`: a number and s, m, h, d, w, M (months) or y. Days and longer ones begin when they do on the
 * clocks of the zone, weeks on Monday (ISO 8601), whatever the clocks were put forward or back. Throws TIME_INVALID.
 */
export function bucketsOf(by: string, zone: Zone): Buckets {
  const [, digits, letter] = /^([1-9]\d{0,5})([smhdwMy])$/.exec(by) ?? [];
  if (!letter) {
    const expected = 'expected a number and s, m, h, d, w, M or y, as in 15m';
    throw new VerbatimError('TIME_INVALID', `A bucket cannot be “${by.slice(0, 64)}” wide; ${expected}.`);
  }
  const count = Number(digits);
  const unit = letter as Unit;
  const seconds = count * SECONDS[unit];
  if (seconds > MAX_SECONDS) {
    throw new VerbatimError('TIME_INVALID', `A bucket cannot be “${by}” wide; ten years are the most, as in 520w.`);
  }
  if (unit === 'M' || unit === 'y') return monthly(unit === 'M' ? count : count * MONTHS_A_YEAR, zone, seconds);
  return seconds <= SECONDS.h ? short(seconds, zone) : long(seconds, unit, zone);
}

/** What the clocks of the zone show, in microseconds as if it were UTC. */
function wallSql(time: string, { name }: Zone): string {
  const utc = `toUnixTimestamp64Micro(${time})`;
  if (name === 'UTC') return utc;
  const local = `toTimeZone(${time}, {bucket_zone:String})`;
  // The engine's timeZoneOffset is a day off where clocks are more than twelve hours ahead.
  const day = `toInt64(toInt32(toDate32(${local})))`;
  const seconds = `${day} * ${SECONDS.d} + toHour(${local}) * ${SECONDS.h} + toMinute(${local}) * ${SECONDS.m} + toSecond(${local})`;
  return `((${seconds}) * ${MICROS_A_SECOND} + positiveModulo(${utc}, ${MICROS_A_SECOND}))`;
}

function wallOf(micros: number, { offsetAt }: Zone): number {
  return micros + offsetAt(micros);
}

function paramsOf({ name }: Zone, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...more, ...(name === 'UTC' ? {} : { bucket_zone: name }) };
}

/** Up to an hour: the key is the moment, so that an hour which the clocks show twice is two. */
function short(seconds: number, zone: Zone): Buckets {
  const width = seconds * MICROS_A_SECOND;
  return {
    seconds,
    sql: (time) => ({
      sql: `toUnixTimestamp64Micro(${time}) - positiveModulo(${wallSql(time, zone)}, {bucket_width:Int64})`,
      params: paramsOf(zone, { bucket_width: String(width) }),
    }),
    keyOf: (micros) => {
      const wall = wallOf(micros, zone);
      return micros - (wall - Math.floor(wall / width) * width);
    },
    startOf: secondsText,
  };
}

/** The key is their number, by the clocks of the zone. */
function long(seconds: number, unit: Unit, zone: Zone): Buckets {
  const width = seconds * MICROS_A_SECOND;
  const first = (unit === 'w' ? startOfUnit(0, 'w') : 0) - BEFORE * width;
  return {
    seconds,
    sql: (time) => {
      const sql = `intDiv(${wallSql(time, zone)} - {bucket_first:Int64}, {bucket_width:Int64})`;
      return { sql, params: paramsOf(zone, { bucket_first: String(first), bucket_width: String(width) }) };
    },
    keyOf: (micros) => Math.floor((wallOf(micros, zone) - first) / width),
    startOf: (key) => secondsText(instantOf(first + key * width, zone)),
  };
}

/** So many buckets lie before the epoch, where the clocks of some zones are: no number is negative, which the engine rounds up. */
const BEFORE = 24;

/** The key is their number since the year 0, by the clocks of the zone. */
function monthly(months: number, zone: Zone, seconds: number): Buckets {
  const monthOf = (wall: number) => {
    const date = new Date(Math.floor(wall / 1000));
    return date.getUTCFullYear() * MONTHS_A_YEAR + date.getUTCMonth();
  };
  return {
    seconds,
    sql: (time) => {
      const date = `fromUnixTimestamp64Micro(${wallSql(time, zone)}, 'UTC')`;
      const sql = `intDiv(toInt64(toYear(${date})) * ${MONTHS_A_YEAR} + toMonth(${date}) - 1, {bucket_months:Int64})`;
      return { sql, params: paramsOf(zone, { bucket_months: String(months) }) };
    },
    keyOf: (micros) => Math.floor(monthOf(wallOf(micros, zone)) / months),
    startOf: (key) => {
      const month = key * months;
      const wall = Date.UTC(Math.floor(month / MONTHS_A_YEAR), month % MONTHS_A_YEAR) * 1000;
      return secondsText(instantOf(wall, zone));
    },
  };
}

function secondsText(micros: number): string {
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}Z`;
}
