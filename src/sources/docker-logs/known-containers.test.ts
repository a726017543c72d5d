import { expect, test } from 'vitest';
import { createKnownContainers } from './known-containers.ts';
import type { LogPosition } from './position.ts';

const DAY_MS = 24 * 3600 * 1000;
const position = (turn: number, output: LogPosition['output'] = 'stdout', container = 'a'): LogPosition => ({
  container,
  output,
  position: { at: `${turn}.000000000`, count: 1 },
  since: `${turn}.000000000`,
  turn,
});

test('the later position holds, in whatever order they come; each output has its own', () => {
  const known = createKnownContainers({});
  for (const turn of [2, 3, 1]) known.put(position(turn), 0);
  known.put(position(4, 'stderr'), 0);
  const again = createKnownContainers(known.snapshot(0));
  for (const { get } of [known, again]) {
    expect(get('a')).toMatchObject({ since: '4.000000000', turn: 4 });
    expect([...(get('a')?.outputs ?? [])]).toEqual([
      ['stdout', position(3)],
      ['stderr', position(4, 'stderr')],
    ]);
  }
});

test('what is no position is left out, also that of another source', () => {
  const saved = { containers: [{ position: { id: 'x', path: '/a', at: 3 }, seen: 0 }, 'x', null] };
  expect(createKnownContainers(saved).snapshot(0)).toEqual({ containers: [] });
});

test('what has not been there for two weeks is forgotten', () => {
  const known = createKnownContainers({});
  known.put(position(1, 'stdout', 'gone'), 0);
  known.put(position(1, 'stdout', 'there'), 0);
  known.saw('there', 10 * DAY_MS);
  known.snapshot(15 * DAY_MS);
  expect(known.get('gone')).toBeUndefined();
  expect(known.get('there')).toBeDefined();
});
