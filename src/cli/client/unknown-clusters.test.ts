import { expect, test } from 'vitest';
import type { Client } from './client.ts';
import { unknownClusters } from './unknown-clusters.ts';

const clusters = ['prod-eu', 'prod-us', 'test'].map((name) => ({ name }));
const client = { json: async () => ({ clusters }) } as unknown as Client;

test.each([
  [[], []],
  [['test', 'verbatim'], []],
  [['prod-ue'], ['verbatim: there is no cluster “prod-ue”; did you mean prod-eu?']],
  [['test', 'nosuch\u202e'], ['verbatim: there is no cluster “nosuch\\u202e”; `verbatim cluster list` names them']],
])('%j', async (names, sentences) => {
  expect(await unknownClusters(client, names)).toEqual(sentences);
});

test('a server that does not tell is no failure', async () => {
  const refusing = { json: () => Promise.reject(new Error('forbidden')) } as unknown as Client;
  expect(await unknownClusters(refusing, ['nosuch'])).toEqual([]);
});
