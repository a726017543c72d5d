import { expect } from 'vitest';
import type { Api } from './api.ts';
import { keysOf } from './load.ts';

/** Of the keys that are wrong, so many are shown. */
const SHOWN = 10;

/** Every acknowledged event is there once; what was never acknowledged may be there once. Gives how many are there. */
export async function expectExactlyOnce(api: Api, cluster: string, acknowledged: readonly string[]): Promise<number> {
  const there = new Set<string>();
  const twice: string[] = [];
  for (const key of keysOf(await api.raw({ cluster }))) {
    if (there.has(key)) twice.push(key);
    there.add(key);
  }
  const lost = acknowledged.filter((key) => !there.has(key));
  expect({ lost: lost.length, of: lost.slice(0, SHOWN) }).toEqual({ lost: 0, of: [] });
  expect({ twice: twice.length, of: twice.slice(0, SHOWN) }).toEqual({ twice: 0, of: [] });
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  return there.size;
}
