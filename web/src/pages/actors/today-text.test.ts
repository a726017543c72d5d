import { expect, test } from 'vitest';
import { hoursText, volumeText } from './today-text.ts';

const usual = { days: 12, least: 10, median: 20.5, most: 12_345 };

test.each([
  [20_000, 'more than on any of them'],
  [12_345, 'within that'],
  [10, 'within that'],
  [9, 'fewer than on any of them'],
])('%i events are %s', (events, place) => {
  expect(volumeText({ events, usual })).toBe(
    `events, ${place}. It acted on 12 of the 28 days before: 10 to 12.3K events a day, half of these days under 20.5.`,
  );
});

test('one day is no range', () => {
  expect(volumeText({ events: 5, usual: { days: 1, least: 3, median: 3, most: 3 } })).toBe(
    'events. It acted on one day before: 3 events.',
  );
});

test.each([
  [[], 'None: only hours in which it acted before.'],
  [[3], 'At 3–4 h, as on no day before.'],
  [[0, 3, 4, 5, 22, 23], 'At 0–1 h, 3–6 h, 22–24 h, as on no day before.'],
])('hours %j', (hours, text) => expect(hoursText(hours)).toBe(text));
