import { expect, test } from 'vitest';
import { objectPath, objectsIn } from './object-path.ts';

test('names are parts of a path, whatever they hold', () => {
  const address = {
    namespace: '-',
    resource: 'clusterroles',
    name: 'system:a/b c',
    cluster: 'prod',
    apiGroup: undefined,
  };
  expect(objectPath(address, 'history', { limit: 5 })).toBe(
    '/api/v1/objects/-/clusterroles/system%3Aa%2Fb%20c/history?cluster=prod&limit=5',
  );
});

test('objects of several clusters are told apart', () => {
  const of = (cluster: string, apiGroup: string) => ({ cluster, apiGroup });
  expect(objectsIn([of('a', ''), of('b', ''), of('a', ''), of('a', 'apps')])).toEqual([
    of('a', ''),
    of('b', ''),
    of('a', 'apps'),
  ]);
});
