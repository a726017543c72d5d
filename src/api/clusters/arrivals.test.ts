import { expect, test } from 'vitest';
import { createArrivals } from './arrivals.ts';

test('tells for each cluster who delivered, the latest first', () => {
  let now = 0;
  const arrivals = createArrivals(() => now);
  for (const [cluster, address] of [
    ['prod', '10.0.0.1'],
    ['prod', '10.0.0.2'],
    ['dev', '10.0.0.3'],
    ['prod', '10.0.0.1'],
  ] as const) {
    now += 1000;
    arrivals.note(cluster, address);
  }
  expect(arrivals.since).toBe(0);
  expect(arrivals.of('prod')).toEqual([
    { address: '10.0.0.1', deliveries: 2, last: '1970-01-01T00:00:04.000Z' },
    { address: '10.0.0.2', deliveries: 1, last: '1970-01-01T00:00:02.000Z' },
  ]);
  expect(arrivals.of('other')).toEqual([]);
});

test('forgets the address that was not seen for longest', () => {
  const arrivals = createArrivals(() => 0);
  for (let n = 0; n < 64; n++) arrivals.note('prod', `10.0.0.${n}`);
  arrivals.note('prod', '10.0.0.0');
  arrivals.note('prod', '10.0.1.0');
  const addresses = arrivals.of('prod').map(({ address }) => address);
  expect(addresses).toHaveLength(64);
  expect(addresses.slice(0, 2)).toEqual(['10.0.1.0', '10.0.0.0']);
  expect(addresses).not.toContain('10.0.0.1');
});
