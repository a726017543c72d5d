import { expect, test } from 'vitest';
import { fromOf, namedIn } from './object-search.ts';

test.each([
  ['prod/deployments/api', { namespace: 'prod', resource: 'deployments', name: 'api' }],
  [' nodes/worker-1 ', { namespace: '-', resource: 'nodes', name: 'worker-1' }],
  ['api', undefined],
  ['prod/', undefined],
  ['a/b/c/d', undefined],
  ['prod/two words/x', undefined],
])('%j names %j', (text, named) => expect(namedIn(text)).toEqual(named));

test.each([
  [undefined, 'now-24h'],
  ['now-7d', 'now-7d'],
  ['ever', undefined],
])('from %j asks for %j', (from, asked) => expect(fromOf(from)).toBe(asked));
