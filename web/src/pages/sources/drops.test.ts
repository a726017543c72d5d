import { expect, test } from 'vitest';
import type { ClusterFlow, FlowAnswer } from '../../../../src/api/contract.ts';
import { dropMeaning } from './drop-meaning.ts';
import { dropsOf } from './drops.ts';

function cluster(name: string, quarantined: number, dropped: Readonly<Record<string, number>>): ClusterFlow {
  const flow: FlowAnswer = {
    received: 0,
    stored: 0,
    quarantined,
    dropped: Object.entries(dropped).map(([reason, count]) => ({ reason, count })),
    perSecond: { minute: 0, quarterHour: 0 },
    day: { from: '', stretchSeconds: 900, counts: [] },
  };
  return { name, state: 'receiving', sources: [], flow };
}

test('what was not kept is added up by reason, the most first', () => {
  const clusters = [cluster('a', 2, { duplicate: 1, policy: 5 }), cluster('b', 0, { duplicate: 9 })];
  expect(dropsOf(clusters)).toEqual([
    {
      reason: 'duplicate',
      count: 10,
      by: [
        { name: 'b', count: 9 },
        { name: 'a', count: 1 },
      ],
    },
    { reason: 'policy', count: 5, by: [{ name: 'a', count: 5 }] },
    { reason: 'quarantined', count: 2, by: [{ name: 'a', count: 2 }] },
  ]);
});

test('clusters of which nothing was counted have none', () => {
  expect(dropsOf([{ name: 'a', state: 'silent', sources: [] }])).toEqual([]);
});

test('a reason that is not known is named', () => {
  expect(dropMeaning('new-reason').title).toContain('new-reason');
});
