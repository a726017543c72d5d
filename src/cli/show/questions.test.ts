import { expect, test } from 'vitest';
import type { Item } from '../item.ts';
import { item } from '../testing/items.ts';
import { sevenQuestions } from './questions.ts';

function answers(event: Item['event'], envelope: { actor?: string } = {}) {
  const shown = { ...item(event, envelope), raw: new Uint8Array(0) };
  return Object.fromEntries(sevenQuestions(shown, 'utc'));
}

test.each<[Item['event'], string]>([
  [{ verb: 'get', objectRef: { resource: 'pods', subresource: 'exec' } }, 'get pods/exec: allowed'],
  [{ verb: 'get', objectRef: { resource: 'pods' } }, 'get pods: allowed'],
  [{ verb: 'get', requestURI: '/healthz' }, 'get: allowed'],
  [{}, 'unknown: allowed'],
])('what happened: %j → %s', (event, expected) => {
  expect(answers(event)['what happened']).toBe(expected);
});

const LOGIN = { 'authentication.openshift.io/username': 'alice' };
test.each<[Item['event'], string, string]>([
  [{ user: { username: 'alice' } }, 'alice', 'alice'],
  [{ user: { username: 'a\ud800' } }, 'a\ufffd', 'a\ufffd'],
  [{ user: { username: 'alice@example.com' } }, 'alice', 'alice, written alice@example.com'],
  [{ user: { username: 'root' }, impersonatedUser: { username: 'bob' } }, 'bob', 'bob, authenticated as root'],
  [{ user: { username: 'bob' }, impersonatedUser: { username: 'bob' } }, 'bob', 'bob'],
  [{ user: { username: 'system:anonymous' }, annotations: LOGIN }, 'alice', 'alice, authenticated as system:anonymous'],
])('who: %j', (event, actor, expected) => {
  expect(answers(event, { actor }).who).toBe(expected);
});
