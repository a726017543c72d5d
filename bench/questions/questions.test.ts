import { beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/event/derive.ts';
import type { AuditEvent } from '../../src/event/event.ts';
import { resolveField } from '../../src/event/fields.ts';
import { generate } from '../generator/generate.ts';
import { QUESTIONS } from './questions.ts';

/** The same questions without the query language: what each must find. */
const MEANINGS: Readonly<Record<string, (event: AuditEvent) => boolean>> = {
  'by-user': ({ user }) => user?.username === 'alice@example.com',
  'by-object': ({ objectRef: o }) =>
    o?.resource === 'deployments' && o.namespace === 'checkout-prod' && o.name === 'checkout-api',
  'denied-by-user': ({ annotations }) => annotations?.['authorization.k8s.io/decision'] === 'forbid',
  'secrets-read-by-people': (event) =>
    event.objectRef?.resource === 'secrets' &&
    ['get', 'list'].includes(event.verb!) &&
    event.objectRef.namespace!.endsWith('-prod') &&
    event.user?.username?.endsWith('@example.com') === true &&
    outcomeOf(event) === 'allowed',
  exec: ({ objectRef, stage }) => objectRef?.subresource === 'exec' && stage === 'ResponseStarted',
  'top-verbs': () => true,
  'deletions-over-time': ({ verb }) => verb === 'delete' || verb === 'deletecollection',
  'full-text': (event) => JSON.stringify(event).includes('failed calling webhook'),
  'by-network': ({ sourceIPs }) => sourceIPs!.some((ip) => ip.startsWith('198.51.100.')),
  'by-agent': ({ userAgent, verb }) =>
    userAgent?.startsWith('kubectl/') === true && ['create', 'update', 'patch', 'delete'].includes(verb!),
  'deleted-namespace': ({ verb, objectRef }) =>
    verb === 'delete' && objectRef?.resource === 'namespaces' && objectRef.name!.startsWith('preview-'),
  'server-errors': ({ responseStatus }) => responseStatus!.code! >= 500 && responseStatus!.code! < 600,
};

const EVENTS = 100_000;

describe('questions', () => {
  const counts: Record<string, number> = {};
  beforeAll(() => {
    for (const line of generate({ seed: 1, from: '2026-03-02T09:00:00Z', count: EVENTS, level: 'Metadata' })) {
      const event: AuditEvent = JSON.parse(line);
      for (const [name, matches] of Object.entries(MEANINGS))
        if (matches(event)) counts[name] = (counts[name] ?? 0) + 1;
    }
  }, 60_000);

  it('are twelve with different names', () => {
    expect(new Set(QUESTIONS.map(({ name }) => name)).size).toBe(12);
    expect(Object.keys(MEANINGS)).toEqual(QUESTIONS.map(({ name }) => name));
  });

  it.each(QUESTIONS)('$name has an answer', ({ name }) => {
    expect(counts[name]).toBeGreaterThan(0);
  });

  it.each(QUESTIONS.filter(({ name }) => name !== 'top-verbs'))('$name does not match everything', ({ name }) => {
    expect(counts[name]).toBeLessThan(EVENTS / 4);
  });

  it.each(QUESTIONS.filter(({ field }) => field !== undefined))('$name counts a field that exists', ({ field }) => {
    expect(resolveField(field!)).toBeDefined();
  });
});
