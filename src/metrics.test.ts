import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

/** Prometheus' conventions: https://prometheus.io/docs/practices/naming/ */

const NONE = new Map<string, number>();
const metrics = createMetrics({
  lagEvents: () => new Map([['store', 3]]),
  lagSeconds: async () => new Map([['store', 1.5]]),
  journal: () => ({ bytes: 7, pendingBytes: 0 }),
  connections: () => 2,
  watchers: () => 0,
});
const ours = [...(await metrics.text()).matchAll(/^# (HELP|TYPE) (verbatim_\w+) (.+)$/gm)];
const types = ours.flatMap(([, kind, name, type]) =>
  kind === 'TYPE' ? [[name as string, type as string] as const] : [],
);

test.each(types)('%s is named as a %s is', (name, type) => {
  expect(name).toMatch(/^[a-z][a-z_]*$/);
  // A counter has no unit but what it counts; bytes and seconds are the base units.
  expect(name.endsWith('_total')).toBe(type === 'counter');
  expect(name).not.toMatch(/_(ms|millis|milliseconds|minutes|kb|mb|kib|mib|percent)(_|$)/);
  if (type === 'histogram') expect(name).toMatch(/_seconds$/);
  const [, , , help] = ours.find(([, kind, of]) => kind === 'HELP' && of === name) ?? [];
  expect(help).toMatch(/^[A-Z].*[.]$/);
});

test('what is read is read when somebody asks', async () => {
  const text = await metrics.text();
  for (const line of [
    'verbatim_consumer_lag_events{consumer="store"} 3',
    'verbatim_consumer_lag_seconds{consumer="store"} 1.5',
    'verbatim_journal_bytes 7',
    'verbatim_http_connections 2',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
});

test('a consumer that is not there has no lag', async () => {
  const without = createMetrics({
    lagEvents: () => NONE,
    lagSeconds: async () => NONE,
    journal: () => ({ bytes: 0, pendingBytes: 0 }),
    connections: () => 0,
    watchers: () => 0,
  });
  expect(await without.text()).not.toContain('verbatim_consumer_lag_events{');
});
