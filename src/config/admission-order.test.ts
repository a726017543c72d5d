import { expect, test } from 'vitest';
import { coveredEntry } from './admission-order.ts';

const prod = { clusters: ['prod'] };
const file = { sources: ['node-logs'] };

test.each([
  ['nothing', [], undefined],
  ['the narrower first', [{ ...prod, ...file }, prod, file, {}], undefined],
  ['different clusters', [prod, { clusters: ['test', 'prod'] }], undefined],
  ['a cluster and a source', [prod, file], undefined],
  ['all before some', [{}, prod], { entry: 2, by: 1 }],
  ['empty lists before some', [{ clusters: [], sources: [] }, file], { entry: 2, by: 1 }],
  ['a cluster before its source', [file, prod, { ...prod, sources: ['lines'] }], { entry: 3, by: 2 }],
  ['two of all', [{}, {}], { entry: 2, by: 1 }],
])('%s', (_name, entries, covered) => expect(coveredEntry(entries)).toEqual(covered));
