import { expect, test } from 'vitest';
import { lowerReceived } from './lower-received.ts';

const lowered = (text: string) =>
  Buffer.from(lowerReceived(Buffer.from(text), { level: 'Metadata', omitManagedFields: false })).toString();
const event = (level: string, body: object) => JSON.stringify({ level, auditID: '1', verb: 'create', ...body });
const FULL = event('Request', { requestObject: { a: '<x>' } });
const BARE = event('Metadata', {});
const inDocker = (line: string) => `{"log":${JSON.stringify(`${line}\n`)},"stream":"stdout"}`;

test.each([
  ['as it is', FULL, BARE],
  ['in Docker’s log', inDocker(FULL), inDocker(BARE)],
  ['of MKE in Docker’s log', inDocker(`{"audit":${FULL}}`), inDocker(`{"audit":${BARE}}`)],
  [
    'in a shipper’s message around that',
    `{"message":${JSON.stringify(inDocker(FULL))}}`,
    `{"message":${JSON.stringify(inDocker(BARE))}}`,
  ],
  [
    'with a member of the same name',
    event('Request', { message: FULL, requestObject: 1 }),
    event('Metadata', { message: FULL }),
  ],
])('an event %s has no body any more', (_name, before, after) => {
  expect(lowered(before)).toBe(after);
});

test.each([inDocker(BARE), inDocker('a line'), '{"log":"{"}', '{"log":', 'text', ''])('%j stays as it came', (text) => {
  expect(lowered(text)).toBe(text);
});
