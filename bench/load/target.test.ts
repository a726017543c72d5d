import { describe, expect, it } from 'vitest';
import { parseTarget } from './target.ts';

describe('parseTarget', () => {
  it.each([
    [
      'http://127.0.0.1:7400/ingest/kubernetes/prod',
      { hostname: '127.0.0.1', port: 7400, path: '/ingest/kubernetes/prod?timeout=30s' },
    ],
    ['http://localhost/a/?x=1#y', { hostname: 'localhost', port: 80, path: '/a?timeout=30s' }],
    ['http://[::1]:8080', { hostname: '::1', port: 8080, path: '/?timeout=30s' }],
  ])('%s', (url, target) => {
    expect(parseTarget(url)).toEqual(target);
  });

  it.each([
    'http://10.0.0.1:7400/',
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://user@example.com:80/127.0.0.1',
    'https://127.0.0.1:7400/',
    'unix:/tmp/socket',
    'nonsense',
  ])('%s is refused', (url) => {
    expect(() => parseTarget(url)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
