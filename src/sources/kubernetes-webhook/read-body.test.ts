import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

const options = { maxBytes: 10, received: () => {}, idleMs: 30, wholeMs: 300 };

test('gives the pieces together and tells of each', async () => {
  const body = new PassThrough();
  const told: number[] = [];
  const read = readBody(body, { ...options, received: (bytes) => void told.push(bytes) });
  body.write('abc');
  setTimeout(() => body.end('de'), 5);
  expect((await read).toString()).toBe('abcde');
  expect(told).toEqual([3, 2]);
});

test.each<[string, (body: PassThrough) => void, string]>([
  ['nothing comes', () => {}, 'BODY_TIMEOUT'],
  ['nothing more comes', (body) => body.write('a'), 'BODY_TIMEOUT'],
  ['too much comes', (body) => body.write('x'.repeat(11)), 'BODY_TOO_LARGE'],
  ['the sender goes away', (body) => body.destroy(), 'BODY_INVALID'],
  ['the connection breaks', (body) => body.destroy(new Error('ECONNRESET')), 'BODY_INVALID'],
])('when %s, it rejects', async (_name, send, code) => {
  const body = new PassThrough();
  const read = readBody(body, options);
  send(body);
  await expect(read).rejects.toMatchObject({ code });
});

test('a body that trickles is ended too', async () => {
  const body = new PassThrough();
  const trickle = setInterval(() => body.write('a'), 10);
  const read = readBody(body, { ...options, maxBytes: 1_000, wholeMs: 100 });
  await expect(read).rejects.toMatchObject({ code: 'BODY_TIMEOUT' });
  clearInterval(trickle);
});

test('what the one who is told throws ends it, and the stream stays open', async () => {
  const body = new PassThrough();
  const refuse = () => {
    throw new Error('too much at once');
  };
  const read = readBody(body, { ...options, received: refuse });
  body.write('a');
  await expect(read).rejects.toThrow('too much at once');
  expect(body.destroyed).toBe(false);
});
