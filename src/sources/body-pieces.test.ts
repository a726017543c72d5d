import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type BodyBounds, bodyPieces } from './body-pieces.ts';

async function read(body: PassThrough, bounds: BodyBounds = { idleMs: 200 }): Promise<string[]> {
  const texts: string[] = [];
  for await (const piece of bodyPieces(body, bounds)) texts.push(piece.toString());
  return texts;
}

test('gives the pieces in order', async () => {
  const body = new PassThrough();
  const all = read(body);
  body.write('abc');
  setTimeout(() => body.end('de'), 5);
  expect(await all).toEqual(['abc', 'de']);
});

test.each<[string, (body: PassThrough) => void, string]>([
  ['nothing comes', () => {}, 'BODY_TIMEOUT'],
  ['nothing more comes', (body) => body.write('a'), 'BODY_TIMEOUT'],
  ['the sender goes away', (body) => body.destroy(), 'BODY_INVALID'],
  ['the connection breaks', (body) => body.destroy(new Error('ECONNRESET')), 'BODY_INVALID'],
])('when %s, it throws', async (_name, send, code) => {
  const body = new PassThrough();
  const all = read(body, { idleMs: 30 });
  send(body);
  await expect(all).rejects.toMatchObject({ code });
});

test.each<[string, BodyBounds]>([
  ['altogether', { idleMs: 1_000, wholeMs: 60 }],
  ['in a stretch of time', { idleMs: 1_000, slowest: { bytes: 1_000, overMs: 60 } }],
])('a body that trickles is ended: %s', async (_name, bounds) => {
  const body = new PassThrough();
  const trickle = setInterval(() => body.write('a'), 10);
  await expect(read(body, bounds)).rejects.toMatchObject({ code: 'BODY_TIMEOUT' });
  clearInterval(trickle);
  expect(body.destroyed).toBe(false);
});

test('time that the taker takes is not the sender’s', async () => {
  const body = new PassThrough();
  body.write('a');
  const taken: string[] = [];
  const bounds = { idleMs: 500, wholeMs: 500, slowest: { bytes: 2, overMs: 500 } };
  for await (const piece of bodyPieces(body, bounds)) {
    taken.push(piece.toString());
    await sleep(600);
    if (taken.length === 1) body.end('b');
  }
  expect(taken).toEqual(['a', 'b']);
});

test('what nobody takes is not read', async () => {
  const body = new PassThrough({ highWaterMark: 10 });
  const pieces = bodyPieces(body, { idleMs: 200 });
  body.write('first');
  await pieces.next();
  for (let n = 0; n < 10; n++) body.write('0123456789');
  await sleep(20);
  expect(body.writableLength + body.readableLength).toBeGreaterThan(50);
});
