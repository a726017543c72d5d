import { describe, expect, it } from 'vitest';
import { formatField } from './format-query.ts';
import { parseField } from './parse-field.ts';

describe('parseField', () => {
  it.each([
    ['user', 'user.username'],
    [' objectRef.name ', 'objectRef.name'],
    ['annotations."a.b/c"', 'annotations."a.b/c"'],
    ['annotations.a.b/c', 'annotations."a.b/c"'],
    ['requestObject.spec.a\\.b', 'requestObject.spec."a.b"'],
  ])('%s', (text, name) => expect(formatField(parseField(text))).toBe(name));

  it.each([
    ['', 'QUERY_SYNTAX'],
    ['user: x', 'QUERY_SYNTAX'],
    ['user name', 'QUERY_SYNTAX'],
    ['and', 'QUERY_SYNTAX'],
    ['usr', 'QUERY_FIELD'],
    ['user.*', 'QUERY_FIELD'],
    ['x'.repeat(40_000), 'QUERY_TOO_LARGE'],
  ])('refuses %.20j', (text, code) => expect(() => parseField(text)).toThrowError(expect.objectContaining({ code })));
});
