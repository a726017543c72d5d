import { expect, test } from 'vitest';
import { createCanonicalReader } from '../../event/canonical.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import { summaryOf } from '../../event/summary.ts';
import { type Deed, writeOwnEvent } from './own-event.ts';

const alice = { id: 'tok_1', name: 'alice', role: 'viewer' };
const DEED: Deed = {
  auditID: '3f1c0a4e-1111-4222-8333-444455556666',
  stage: 'ResponseComplete',
  verb: 'search',
  actor: alice,
  receivedAt: '2026-03-01T00:00:00.000000Z',
  stageAt: '2026-03-01T00:00:00.250000Z',
  resource: 'events',
  requestURI: '/api/v1/events?query=verb%3A+delete',
  sourceIPs: ['10.1.2.3'],
  userAgent: 'verbatim/0.1.0',
  code: 200,
  notes: { query: 'verb: delete', returned: 3, from: undefined },
};

const read = (deed: Partial<Deed>) => JSON.parse(writeOwnEvent({ ...DEED, ...deed }).toString()) as AuditEvent;
const sentence = (deed: Partial<Deed>) => {
  const event = read(deed);
  return summaryOf(event, actorOf(event), outcomeOf(event));
};

test('it is in the layout of kube-apiserver, so that its bytes follow from its columns', () => {
  const reader = createCanonicalReader();
  for (const deed of [DEED, { ...DEED, notes: {} }, { ...DEED, actor: undefined, resource: undefined, code: 401 }]) {
    expect(reader(writeOwnEvent(deed).toString())).toBeDefined();
  }
});

test('who, what and how many', () => {
  expect(read({})).toMatchObject({
    level: 'Metadata',
    user: { username: 'alice', uid: 'tok_1', groups: ['verbatim:viewer'] },
    objectRef: { resource: 'events', apiGroup: 'verbatim' },
    annotations: { 'verbatim/query': 'verb: delete', 'verbatim/returned': '3' },
  });
  expect(read({ body: { name: 'x' } })).toMatchObject({ level: 'Request', requestObject: { name: 'x' } });
  expect(read({ actor: undefined }).user?.username).toBe('system:anonymous');
});

test('nothing that looks like a token is in it', () => {
  const token = `vba_${'Ab-_9'.repeat(8)}xyz`;
  const text = writeOwnEvent({
    ...DEED,
    requestURI: `/api/v1/events?access_token=${token}`,
    name: token,
    userAgent: token,
    body: { token },
    notes: { query: `"${token}"` },
  }).toString();
  expect(text).not.toContain('Ab-_9');
  expect(text.match(/vba_…/g)).toHaveLength(5);
});

test.each(['token%20TOKEN', '%22TOKEN%22', 'user%3ATOKEN', 'xTOKEN', '<TOKEN>', 'TOKEN.TOKEN'])(
  'whatever stands before it: %s',
  (around) => {
    const written = around.replaceAll('TOKEN', `vbt_${'Ab-_9'.repeat(8)}xyz`);
    const text = writeOwnEvent({ ...DEED, requestURI: `/api/v1/top?query=${written}`, notes: { query: written } });
    expect(text.toString()).not.toContain('Ab-_9');
  },
);

test.each<[Partial<Deed>, string]>([
  [{}, 'alice searched events: verb: delete (allowed) from 10.1.2.3 with verbatim'],
  [{ notes: {} }, 'alice searched events (allowed) from 10.1.2.3 with verbatim'],
  [{ verb: 'watch', notes: { query: '' } }, 'alice watched events (allowed) from 10.1.2.3 with verbatim'],
  [{ verb: 'count', code: 403 }, 'alice counted events: verb: delete (denied) from 10.1.2.3 with verbatim'],
  [{ verb: 'get', name: 'ab-7', notes: {} }, 'alice read event ab-7 (allowed) from 10.1.2.3 with verbatim'],
  [
    { verb: 'create', resource: 'clusters', name: 'prod', notes: {} },
    'alice created cluster prod (allowed) from 10.1.2.3 with verbatim',
  ],
  [
    { verb: 'login', actor: undefined, resource: undefined, code: 401, requestURI: '/api/v1/top', notes: {} },
    'system:anonymous logged in to /api/v1/top (denied) from 10.1.2.3 with verbatim',
  ],
])('reads well: %j', (deed, expected) => {
  expect(sentence(deed)).toBe(expected);
});
