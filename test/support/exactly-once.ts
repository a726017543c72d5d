import { expect } from 'vitest';
import type { Batch } from '../../bench/load/batch.ts';
import type { Api } from './api.ts';
import { keysOf } from './load.ts';

/** Every acknowledged event is there once; what was never acknowledged may be there once. Gives how many are there. */
export async function expectExactlyOnce(api: Api, cluster: string, acknowledged: readonly Batch[]): Promise<number> {
  const stored = keysOf((await api.raw({ cluster })).toString('latin1'));
  const there = new Set(stored);
  const sent = acknowledged.flatMap(({ body }) => keysOf(body.toString('latin1')));
  const lost = sent.filter((key) => !there.has(key));
  expect({ lost: lost.slice(0, 10), count: lost.length }).toEqual({ lost: [], count: 0 });
  const once = new Set<string>();
  const twice = stored.filter((key) => once.size === once.add(key).size);
  expect({ twice: twice.slice(0, 10), count: twice.length }).toEqual({ twice: [], count: 0 });
  expect(new Set(sent).size).toBe(sent.length);
  return stored.length;
}
