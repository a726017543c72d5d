import { expect, test } from 'vitest';
import { readEntry } from './read-entry.ts';
import { ENVELOPE } from './testing/envelope.ts';

const UAA = "[2026-03-01T03:12:45.123Z] uaa - 1 [t] .... INFO --- Audit: UserNotFound ('x'): principal=x, origin=[]";

function read(text: string, reason?: string) {
  const meta = reason ? { quarantine: { reason, detail: 'as it was found' } } : undefined;
  return readEntry('j', ENVELOPE, { seq: 7, raw: Buffer.from(text), meta }, { bodies: false });
}

test('what an entry says of where it was written wins over the envelope', () => {
  expect(read(UAA)).toMatchObject({ id: 'j-7', platform: 'pks', component: 'uaa', cluster: 'prod', node: '' });
  expect(read('m-0 {"auditID":"a","verb":"get"}')).toMatchObject({ platform: 'openshift', node: 'm-0' });
});

test.each([
  ['what could not be read once is, by a decoder that came since', UAA, 'invalid-json', undefined],
  ['what still cannot be read keeps its reason', 'hello', 'not-an-event', 'not-an-event'],
  ['what stood beside the list of a body stays so', '{"auditID":"a","verb":"get"}', 'invalid-json', 'invalid-json'],
  ['a piece of something longer stays one', UAA, 'too-large', 'too-large'],
  [
    'what is found to be no audit line by now is kept all the same',
    '{"level":"info","msg":"x","time":"t"}',
    undefined,
    'not-an-event',
  ],
])('%s', (_name, text, before, after) => {
  const { quarantine, event } = read(text, before);
  expect(quarantine?.reason).toBe(after);
  expect(Object.keys(event).length > 0).toBe(after === undefined);
});
