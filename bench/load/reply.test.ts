import { describe, expect, it } from 'vitest';
import { readReply } from './reply.ts';

describe('readReply', () => {
  it.each([
    ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', { status: 200, closes: false }],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, closes: false }],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
      { status: 200, closes: false },
    ],
    ['close', 'HTTP/1.1 413 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', { status: 413, closes: true }],
    [
      'seconds',
      'HTTP/1.1 503 X\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n',
      { status: 503, closes: false, retryAfter: 5 },
    ],
    ['a date', 'HTTP/1.1 503 X\r\nRetry-After: Wed, 04 Mar 2026 07:00:00 GMT\r\n\r\n', { status: 503, closes: false }],
    [
      'a provisional answer first',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      { status: 200, closes: false },
    ],
  ])('%s', (_, text, reply) => {
    expect(readReply(text)).toEqual(reply);
  });

  it.each([
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'],
    ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'],
    ['only a provisional answer', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('waits for more after %s', (_, text) => {
    expect(readReply(text)).toBeUndefined();
  });

  it('fails on what is not HTTP', () => {
    expect(() => readReply('SSH-2.0-OpenSSH_9.2\r\n\r\n')).toThrow('not HTTP');
  });
});
