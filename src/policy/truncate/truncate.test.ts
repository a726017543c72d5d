import { expect, test } from 'vitest';
import { TRUNCATED, truncate } from './truncate.ts';

const body = 'x'.repeat(100);
const event = (more: object) => JSON.stringify({ kind: 'Event', auditID: '1', requestURI: '/', ...more });
const cut = (text: string, max: number) => {
  const bytes = truncate(Buffer.from(text), max);
  return bytes && JSON.parse(Buffer.from(bytes).toString());
};

test('an event that is too large loses its bodies and is marked', () => {
  const text = event({ requestObject: { body }, responseObject: { body }, annotations: { a: 'b' } });
  expect(cut(text, 200)).toEqual({
    kind: 'Event',
    auditID: '1',
    requestURI: '/',
    annotations: { a: 'b', [TRUNCATED]: 'true' },
  });
});

test('every other byte stays as it came', () => {
  const text = `{"auditID":"1","n":12345678901234567890,"requestObject":"${body}","z":"\\u003c"}`;
  const expected = `{"auditID":"1","n":12345678901234567890,"z":"\\u003c","annotations":{"${TRUNCATED}":"true"}}`;
  expect(Buffer.from(truncate(Buffer.from(text), 50)!).toString()).toBe(expected);
});

test.each([
  ['is not larger', event({ requestObject: { body } }), 1_000],
  ['has no bodies', event({ userAgent: body }), 50],
  ['is no JSON', body, 50],
  ['breaks off', event({ requestObject: { body } }).slice(0, -3), 50],
])('what %s stays as it is', (_, text, max) => expect(cut(text, max)).toBeUndefined());
