import { expect, test } from 'vitest';
import type { Fault } from './faults.ts';
import { createFaults } from './faults.ts';
import { type Known, stateOf } from './state.ts';

const now = Date.parse('2026-03-02T01:00:00Z');
const since = now - 3_600_000;
const fault = (ago: number, more: Partial<Fault> = {}): Fault => ({
  reason: 'unreadable',
  count: 1,
  last: now - ago,
  ...more,
});

test.each<[string, Partial<Known>, string, string | undefined]>([
  ['events of late', { last: now - 1_000 }, 'receiving', undefined],
  ['events of an hour ago', { last: since }, 'silent', 'Nothing has come since 2026-03-02T00:00Z.'],
  ['none', {}, 'waiting', 'Nothing has come since this server began to run, 2026-03-02T00:00Z.'],
  ['a problem of its own', { last: now, problem: 'It is closed.' }, 'failing', 'It is closed.'],
  ['what cannot be read', { last: now, faults: [fault(0, { detail: 'EACCES' })] }, 'failing', 'EACCES'],
  ['what could not be read before', { last: now, faults: [fault(600_000)] }, 'receiving', undefined],
  ['a loss', { last: now, faults: [fault(0, { reason: 'gap' })] }, 'receiving', undefined],
])('a source with %s', (_name, known, state, reason) => {
  expect(stateOf({ now, since, ...known })).toEqual(reason === undefined ? { state } : { state, reason });
});

test('faults are counted by source and reason, the latest first', () => {
  let clock = 0;
  const { note, of } = createFaults(() => ++clock);
  note('file', 'a', 'unreadable', { detail: 'x'.repeat(1_000) });
  note('file', 'a', 'lost-bytes', { count: 10 });
  note('syslog', 'a', 'lost-failed');
  note('file', 'a', 'lost-bytes', { count: 5 });
  expect(of('file', 'a')).toEqual([
    { reason: 'lost-bytes', count: 15, last: 4 },
    { reason: 'unreadable', count: 1, last: 1, detail: 'x'.repeat(500) },
  ]);
  expect(of('file', 'b')).toEqual([]);
});
