import { describe, expect, it } from 'vitest';
import { editDistance, suggestField } from './suggest.ts';

describe('suggestField', () => {
  it.each([
    ['usrname', 'user.username'],
    ['user.name', 'user.username'],
    ['namespace', 'objectRef.namespace'],
    ['objectref.name', 'objectRef.name'],
    ['objectRef.nmae', 'objectRef.name'],
    ['spec.resource', 'objectRef.resource'],
    ['statuscode', undefined],
    ['verbs', 'verb'],
    ['requestUrl', 'requestURI'],
    ['sourceIP', 'sourceIPs'],
    ['annotation', 'annotations'],
    ['impersonated', 'impersonatedUser.uid'],
    ['x'.repeat(10_000), undefined],
    ['zzzz', undefined],
  ])('%.20s → %s', (name, suggestion) => expect(suggestField(name)).toBe(suggestion));
});

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('%s, %s: %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));
});
