import { expect, test } from 'vitest';
import { createPathMatch, parseGlob } from './glob.ts';

test.each<[string, string, boolean]>([
  ['/var/log/*.log', '/var/log/audit.log', true],
  ['/var/log/*.log', '/var/log/a/audit.log', false],
  ['/var/log/audit-????.log', '/var/log/audit-2026.log', true],
  ['/var/log/[a-c]*.log', '/var/log/b.log', true],
  ['/var/log/[!a-c]*.log', '/var/log/b.log', false],
  ['/var/log/[!a-c]*.log', '/var/log/d.log', true],
  ['/var/**/audit.log', '/var/audit.log', true],
  ['/var/**/audit.log', '/var/a/b/audit.log', true],
  ['/var/**', '/var/a/b', true],
  ['/var/**', '/variable', false],
  ['/{a,b{c,d}}/x', '/bd/x', true],
  ['/{a,b{c,d}}/x', '/b/x', false],
  ['/a{b}/x', '/a{b}/x', true],
  ['/a\\*b', '/a*b', true],
  ['/a\\*b', '/axb', false],
  ['/a.b(c)+[', '/a.b(c)+[', true],
  ['/a.b', '/axb', false],
  ['*.gz', '/var/log/x.gz', true],
  ['*.gz', '/var/log.gz/x', false],
  ['/ünï/*', '/ünï/☃', true],
])('%s and %s', (pattern, path, matches) => {
  expect(createPathMatch([pattern])(path)).toBe(matches);
});

test('a pattern has its parts, and names among them stay names', () => {
  expect(parseGlob('/var//log/./audit.log')).toEqual([['var', 'log', 'audit.log']]);
  const [[first, , last] = []] = parseGlob('/*/**/.a*');
  expect((first as RegExp).test('.hidden')).toBe(false);
  expect((last as RegExp).test('.abc')).toBe(true);
  expect(() => parseGlob(`/${'{a,b}'.repeat(11)}`)).toThrow('more than 1000 patterns');
});
