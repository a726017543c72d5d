import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseMicros } from '../src/event/time.ts';
import { bucketsOf } from '../src/query/buckets.ts';
import { zoneNamed } from '../src/query/zone.ts';
import { openEngine } from './query/engine.ts';

const { select, close } = openEngine();
afterAll(close);

const micros = (time: string) => parseMicros(time) as number;

describe('a bucket begins', () => {
  it.each([
    // 2026-03-29 has 23 hours in Berlin, 2026-10-25 has 25.
    ['1w', 'UTC', '2026-03-05T12:00:00Z', '2026-03-02T00:00:00Z'],
    ['1w', 'UTC', '2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z'],
    ['1w', 'Europe/Berlin', '2026-03-29T22:30:00Z', '2026-03-29T22:00:00Z'],
    ['1w', 'Europe/Berlin', '2026-03-29T21:30:00Z', '2026-03-22T23:00:00Z'],
    ['1d', 'Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-28T23:00:00Z'],
    ['1d', 'Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-29T22:00:00Z'],
    ['1d', 'Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-24T22:00:00Z'],
    ['1d', 'America/New_York', '2026-07-01T03:59:59Z', '2026-06-30T04:00:00Z'],
    // Midnight does not exist on that day.
    ['1d', 'America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06T04:00:00Z'],
    // The hour from two to three comes twice.
    ['1h', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T00:00:00Z'],
    ['1h', 'Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T01:00:00Z'],
    ['1h', 'Asia/Kolkata', '2026-03-01T10:00:00Z', '2026-03-01T09:30:00Z'],
    ['6h', 'Europe/Berlin', '2026-03-29T03:00:00Z', '2026-03-28T23:00:00Z'],
    ['1M', 'UTC', '2026-02-28T23:59:59Z', '2026-02-01T00:00:00Z'],
    ['1M', 'Europe/Berlin', '2026-02-28T23:30:00Z', '2026-02-28T23:00:00Z'],
    ['3M', 'UTC', '2026-06-30T00:00:00Z', '2026-04-01T00:00:00Z'],
    ['1y', 'Asia/Tokyo', '2025-12-31T15:00:00Z', '2025-12-31T15:00:00Z'],
    ['15m', 'UTC', '2026-03-01T03:29:59.999999Z', '2026-03-01T03:15:00Z'],
  ])('of %s in %s, for %s, at %s', async (by, zone, time, expected) => {
    const buckets = bucketsOf(by, zoneNamed(zone));
    expect(buckets.startOf(buckets.keyOf(micros(time)))).toBe(expected);
  });
});

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Honolulu',
];
const WIDTHS = ['1s', '7m', '1h', '5h', '36h', '1d', '3d', '1w', '2w', '1M', '5M', '2y'];

describe('the engine and the program', () => {
  it('put times into the same buckets', async () => {
    const time = fc.integer({ min: 1, max: Date.parse('2199-12-31') }).map((millis) => millis * 1000 + 1);
    const times = fc.array(time, { minLength: 200, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ZONES), fc.constantFrom(...WIDTHS), times, async (zone, by, some) => {
        const buckets = bucketsOf(by, zoneNamed(zone));
        const { sql, params } = buckets.sql("fromUnixTimestamp64Micro(at, 'UTC')");
        const rows = await select(`SELECT ${sql} FROM (SELECT arrayJoin({times:Array(Int64)}) AS at)`, {
          ...params,
          times: some,
        });
        expect(
          rows.map(([key]) => Number(key)),
          `${by} ${zone}`,
        ).toEqual(some.map(buckets.keyOf));
        // A bucket begins in itself, and never after what is in it.
        for (const at of some) {
          const start = micros(buckets.startOf(buckets.keyOf(at)));
          expect(start).toBeLessThanOrEqual(at);
          expect(buckets.keyOf(start)).toBe(buckets.keyOf(at));
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 60_000);
});
