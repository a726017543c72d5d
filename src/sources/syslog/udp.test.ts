import { createSocket, type Socket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import { type SourceOptions, type StartedSource, startSource } from './testing/start-source.ts';

const opened: { stop(): Promise<void> }[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const one of opened.splice(0)) await one.stop();
});

async function start(listener: object = {}, options: SourceOptions = {}): Promise<StartedSource> {
  const source = await startSource({ listen: 'udp://127.0.0.1:0', ...listener }, options);
  opened.push(source);
  return source;
}

/** Sends datagrams one after the other, from an address of this machine. */
async function send({ port }: StartedSource, texts: readonly string[], from = '127.0.0.1'): Promise<void> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, from, resolve));
  for (const text of texts) {
    await new Promise((resolve) => socket.send(Buffer.from(text, 'latin1'), port, '127.0.0.1', resolve));
  }
}

test('each datagram is a message, whatever it holds', async () => {
  const source = await start();
  const texts = ['<1>a', '<1>1 - \nhost - - - -', '', '\xff\x80', '5 <1>ab', 'x'.repeat(60_000)];
  await send(source, texts);
  await expect.poll(() => source.texts()).toEqual(texts);
});

test.each([
  ['a line feed', '<1>a\n'],
  ['CR and LF', '<1>a\r\n'],
  ['NUL', '<1>a\0'],
])('%s at the end is left out', async (_what, text) => {
  const source = await start();
  await send(source, [text]);
  await expect.poll(() => source.texts()).toEqual(['<1>a']);
});

test('senders are told apart by their addresses, and each keeps its order', async () => {
  const source = await start();
  await send(source, ['<1>a', '<1>b']);
  await send(source, ['<1>c', '<1>d'], '127.0.0.2');
  await expect.poll(() => source.texts().length).toBe(4);
  const of = (address: string) =>
    source.brought.filter(({ sender }) => sender.address === address).flatMap(({ texts }) => texts);
  expect([of('127.0.0.1'), of('127.0.0.2')]).toEqual([
    ['<1>a', '<1>b'],
    ['<1>c', '<1>d'],
  ]);
  expect(source.brought.every(({ sender }) => sender.node === sender.address)).toBe(true);
});

test('datagrams from elsewhere are refused and counted', async () => {
  const source = await start({ allow: ['127.0.0.2/32'] });
  await send(source, ['<1>a']);
  await send(source, ['<1>b'], '127.0.0.2');
  await expect.poll(() => source.texts()).toEqual(['<1>b']);
  expect(source.refusals).toEqual(['address']);
});

test('what waits for the journal is bounded; what finds no room is counted', async () => {
  const MiB = 1024 * 1024;
  let durable = () => {};
  const waiting = new Promise<void>((resolve) => {
    durable = resolve;
  });
  const source = await start({ queue_bytes: MiB, receive_buffer_bytes: 8 * MiB }, { answer: () => waiting });
  const texts = Array.from({ length: 40 }, (_, i) => `${i} ${'x'.repeat(50_000)}`);
  for (const text of texts) {
    await send(source, [text]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const lost = () => source.losses.reduce((sum, [, count]) => sum + count, 0);
  await expect.poll(lost).toBeGreaterThan(0);
  expect((await source.status()).heldBytes).toBeLessThanOrEqual(MiB);
  durable();
  await expect.poll(async () => (await source.status()).heldBytes).toBe(0);
  const drops = (await source.status()).kernelDrops ?? 0;
  expect(source.texts().length + lost() + drops).toBe(texts.length);
  expect(source.losses.every(([loss]) => loss === 'queue_full')).toBe(true);
});

test('what is pushed back is brought again', async () => {
  const source = await start(
    {},
    { answer: (call) => (call === 1 ? Promise.reject(new VerbatimError('JOURNAL_WRITE')) : Promise.resolve()) },
  );
  await send(source, ['<1>a']);
  await expect.poll(() => source.texts()).toEqual(['<1>a', '<1>a']);
  expect(source.losses).toEqual([]);
});

test('stopping takes what was sent before', async () => {
  const source = await startSource({ listen: 'udp://127.0.0.1:0' });
  const texts = Array.from({ length: 200 }, (_, i) => `<1>${i}`);
  await send(source, texts);
  await source.stop();
  expect(source.texts()).toEqual(texts);
});
