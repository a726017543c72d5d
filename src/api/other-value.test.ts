import { expect, test } from 'vitest';
import { otherValue } from './other-value.ts';

const invalid = (first: object) => ({ validationContext: 'body', validation: [first] });

test('of a value that is none of a few, these are named', () => {
  const error = invalid({ keyword: 'enum', instancePath: '/auditLevel', params: { allowedValues: ['', 'metadata'] } });
  expect(otherValue(error)?.message).toBe('body/auditLevel must be one of "", "metadata".');
  expect(otherValue(error)?.code).toBe('REQUEST_INVALID');
});

test.each([
  ['another error of validation', invalid({ keyword: 'type', instancePath: '', params: { type: 'object' } })],
  ['none of validation', new Error('x')],
])('%s is left to others', (_, error) => expect(otherValue(error)).toBeUndefined());
