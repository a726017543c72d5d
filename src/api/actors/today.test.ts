import { describe, expect, test } from 'vitest';
import { UTC, zoneNamed } from '../../query/zone.ts';
import { hourOf, MICROS_A_DAY, MICROS_AN_HOUR, weekdayOf, weekOf } from './hours.ts';
import { newHours, volume } from './today.ts';

const at = (time: string) => Date.parse(time) * 1_000;
const BEGIN = at('2026-03-30T12:00:00Z');
const BASELINE = BEGIN - 28 * MICROS_A_DAY;
const hours = (...counts: [number, number][]) =>
  counts.map(([hour, count]) => ({ at: BEGIN + hour * MICROS_AN_HOUR, count }));

describe('the volume of a day', () => {
  test('against days on which something was done', () => {
    const found = volume(hours([-28 * 24, 4], [-25, 1], [-24, 2], [-1, 7], [0, 5], [23, 6]), BASELINE, BEGIN);
    expect(found).toMatchObject({ events: 11, usual: { days: 3, least: 1, median: 4, most: 9 } });
    expect([found.days[0], found.days.at(-2), found.days.at(-1)]).toEqual([4, 1, 9]);
    expect(found.days).toHaveLength(28);
  });

  test.each<[string, [number, number][], number | undefined]>([
    [
      'of an even number of days lies between the middle two',
      [
        [-24, 2],
        [-48, 4],
      ],
      3,
    ],
    ['of one day is that day’s', [[-24, 2]], 2],
    ['of no day is not known', [[0, 1]], undefined],
  ])('the median %s', (_what, counts, median) => {
    expect(volume(hours(...counts), BASELINE, BEGIN).usual?.median).toBe(median);
  });
});

test('hours are new by the clock', () => {
  expect(newHours(hours([-24, 1], [-1, 1], [0, 1], [3, 1], [9, 1]), BEGIN, UTC)).toEqual([15, 21]);
  expect(newHours(hours([-24, 1], [0, 1]), BEGIN, zoneNamed('Asia/Kolkata'))).toEqual([]);
});

describe('the clock of a zone', () => {
  test.each([
    ['2026-03-30T00:00:00Z', 'UTC', 0, 0],
    ['2026-03-29T23:00:00Z', 'UTC', 6, 23],
    ['2026-03-29T23:00:00Z', 'Europe/Berlin', 0, 1],
    ['2026-03-30T20:00:00Z', 'Asia/Kolkata', 1, 1],
  ])('at %s in %s', (time, zone, weekday, hour) => {
    expect([weekdayOf(at(time), zoneNamed(zone)), hourOf(at(time), zoneNamed(zone))]).toEqual([weekday, hour]);
  });

  test('a week has every hour of every day', () => {
    const week = weekOf(
      [
        { at: at('2026-03-30T05:00:00Z'), count: 2 },
        { at: at('2026-03-23T05:00:00Z'), count: 3 },
      ],
      UTC,
    );
    expect(week.map((day) => day.length)).toEqual(Array.from({ length: 7 }, () => 24));
    expect(week[0]?.[5]).toBe(5);
    expect(week.flat().reduce((sum, count) => sum + count)).toBe(5);
  });
});
