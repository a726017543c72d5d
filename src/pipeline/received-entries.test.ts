import { expect, test } from 'vitest';
import { eventsIn } from './received-entries.ts';

const EVENT = '{"auditID":"1","verb":"get"}';

test.each([
  ['a line of text', '<1>a', ['<1>a']],
  ['nothing', '', ['']],
  ['an event', EVENT, [EVENT]],
  ['a list of events', `{"kind":"EventList","items":[${EVENT},${EVENT}]}`, [EVENT, EVENT]],
  ['an array of events', `[${EVENT}, ${EVENT}]`, [EVENT, EVENT]],
  ['text that looks like JSON', '{"a', ['{"a']],
])('%s', (_what, text, events) => {
  expect([...eventsIn([{ raw: Buffer.from(text) }])].map(({ raw }) => Buffer.from(raw).toString())).toEqual(events);
});

test('what cannot be read is not looked into', () => {
  const quarantine = { reason: 'incomplete', detail: 'it broke off' };
  expect([...eventsIn([{ raw: Buffer.from(`[${EVENT}]`), quarantine }])]).toMatchObject([{ quarantine }]);
});
