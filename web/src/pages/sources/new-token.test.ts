import { expect, test } from 'vitest';
import { EMPTY_FORM, newToken, type TokenForm } from './new-token.ts';

test.each<[string, Partial<TokenForm>, object]>([
  ['without bounds', {}, { role: 'viewer', expires: '90d' }],
  ['for ever, with a name', { expires: '', name: ' Ann ' }, { role: 'viewer', name: 'Ann' }],
  [
    'of some namespaces',
    { namespaces: 'shop, pay pay' },
    { role: 'viewer', namespaces: ['shop', 'pay'], expires: '90d' },
  ],
  [
    'of a cluster',
    { role: 'ingest', clusters: 'prod', namespaces: 'shop' },
    { role: 'ingest', clusters: ['prod'], expires: '90d' },
  ],
  ['that has no bounds', { role: 'auditor', clusters: 'prod' }, { role: 'auditor', expires: '90d' }],
])('a token %s', (_name, form, expected) => {
  expect(newToken({ ...EMPTY_FORM, ...form })).toEqual(expected);
});
