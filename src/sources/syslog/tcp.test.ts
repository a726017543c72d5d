import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import type { Assembler } from '../assembler.ts';
import { type SourceOptions, type StartedSource, startSource } from './testing/start-source.ts';

/** Long enough that what should not happen would have. */
const A_WHILE_MS = 150;

const opened: { stop(): Promise<void> }[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const one of opened.splice(0)) await one.stop();
});

async function start(listener: object = {}, options: SourceOptions = {}): Promise<StartedSource> {
  const source = await startSource(listener, options);
  opened.push(source);
  return source;
}

/** A connection that is open. Its reset is no error of a test. */
async function open({ port }: StartedSource): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket.resume();
}

const seen = (source: StartedSource, texts: readonly string[]) =>
  expect.poll(() => source.texts(), { timeout: 20_000 }).toEqual(texts);

test('messages arrive in their order, with who sent them', async () => {
  const source = await start();
  const socket = await open(source);
  socket.write('<1>a\n4 <2>b');
  await seen(source, ['<1>a', '<2>b']);
  socket.write('<3>c\n');
  await seen(source, ['<1>a', '<2>b', '<3>c']);
  expect(source.brought[0]?.sender).toMatchObject({
    cluster: 'prod',
    type: 'syslog',
    source: 'test',
    node: '127.0.0.1',
    address: '127.0.0.1',
  });
});

test('a sender that ends its side is answered when all is durable', async () => {
  let durable = () => {};
  const source = await start({}, { answer: () => new Promise((resolve) => (durable = resolve)) });
  const socket = await open(source);
  let hasEnded = false;
  const ended = once(socket, 'end').then(() => {
    hasEnded = true;
  });
  socket.end('<1>a without an end');
  await seen(source, ['<1>a without an end']);
  await sleep(A_WHILE_MS);
  expect(hasEnded).toBe(false);
  durable();
  await ended;
});

test('while the journal waits, nothing more is read', async () => {
  let durable = () => {};
  const waiting = new Promise<void>((resolve) => {
    durable = resolve;
  });
  const source = await start({}, { answer: () => waiting });
  const socket = await open(source);
  socket.write('<1>first\n');
  await seen(source, ['<1>first']);
  const line = `<1>${'x'.repeat(60_000)}\n`;
  let written = 0;
  while (socket.write(line) || socket.writableLength < 10_000_000) written++;
  await sleep(A_WHILE_MS);
  // More than the buffers of both kernels hold waits with the sender.
  expect(socket.writableLength).toBeGreaterThan(0);
  expect(source.texts()).toHaveLength(1);
  durable();
  await expect.poll(() => source.texts().length, { timeout: 30_000 }).toBe(written + 2);
});

test('what is pushed back is brought again, the same and before what follows', async () => {
  const source = await start(
    {},
    {
      answer: async (call) => {
        if (call <= 2) throw new VerbatimError('PUSH_BACK');
      },
    },
  );
  const socket = await open(source);
  socket.write('<1>a\n');
  await seen(source, ['<1>a', '<1>a', '<1>a']);
  socket.write('<1>b\n');
  await seen(source, ['<1>a', '<1>a', '<1>a', '<1>b']);
  expect(source.losses).toEqual([]);
});

test('what cannot be handed over is counted, and reading goes on', async () => {
  const source = await start(
    {},
    { answer: (call) => (call === 1 ? Promise.reject(new Error('odd')) : Promise.resolve()) },
  );
  const socket = await open(source);
  socket.write('<1>a\n<1>b\n');
  await seen(source, ['<1>a', '<1>b']);
  socket.write('<1>c\n');
  await seen(source, ['<1>a', '<1>b', '<1>c']);
  expect(source.losses).toEqual([['failed', 2]]);
});

test.each([
  [
    'a message that is too long comes in pieces',
    { max_message_bytes: 1024 },
    `<1>${'x'.repeat(2000)}\n<2>b\n`,
    3,
    ['too-large', 'too-large'],
  ],
  ['a connection that breaks off within a message', {}, '40 <1>abc', 1, ['incomplete']],
])('%s, marked', async (_what, listener, text, count, flaws) => {
  const source = await start(listener);
  (await open(source)).end(text);
  await expect.poll(() => source.texts().length).toBe(count);
  expect(source.brought.flatMap((one) => one.flaws)).toEqual(flaws);
  expect(source.texts().join('')).toBe(text.replaceAll('\n', '').replace('40 ', ''));
});

test('addresses that are not allowed are refused', async () => {
  const source = await start({ allow: ['10.0.0.0/8', '::2'] });
  const socket = await open(source);
  await once(socket, 'close');
  expect(source.refusals).toEqual(['address']);
});

test('addresses that are allowed are not', async () => {
  const source = await start({ allow: ['10.0.0.0/8', '127.0.0.1'] });
  (await open(source)).write('<1>a\n');
  await seen(source, ['<1>a']);
});

test('one connection too many is refused; when another ends, there is room', async () => {
  const source = await start({ max_connections: 2 });
  const first = await open(source);
  first.write('<1>a\n');
  (await open(source)).write('<1>b\n');
  await expect.poll(() => source.texts().length).toBe(2);
  const third = await open(source);
  await once(third, 'close');
  expect(source.refusals).toEqual(['connections']);
  expect((await source.status()).connections).toBe(2);
  first.end();
  await expect.poll(async () => (await source.status()).connections).toBe(1);
  (await open(source)).write('<1>c\n');
  await expect.poll(() => source.texts().length).toBe(3);
});

test('lines that wait for others are given when their time is over', async () => {
  const lines: Uint8Array[] = [];
  let since = 0;
  const assembler: Assembler = {
    push: (line, now) => {
      lines.push(line);
      since = now;
      return [];
    },
    expire: (now) => (now - since >= 50 ? lines.splice(0) : []),
    due: () => (lines.length > 0 ? since + 50 : undefined),
    end: () => lines.splice(0),
    held: () => lines.length,
  };
  const source = await start({}, { createAssembler: () => assembler });
  const socket = await open(source);
  socket.write('<1>a\n<1>b\n');
  await seen(source, ['<1>a', '<1>b']);
  socket.end('<1>c');
  await seen(source, ['<1>a', '<1>b', '<1>c']);
});

test('stopping tells senders, reads what they still send, and leaves nothing', async () => {
  const source = await startSource({});
  const socket = await open(source);
  socket.write('<1>a\n');
  await seen(source, ['<1>a']);
  socket.once('end', () => socket.end('<1>last\n'));
  await source.stop();
  expect(source.texts()).toEqual(['<1>a', '<1>last']);
  await expect(open(source)).rejects.toThrow();
});

test('stopping does not wait for ever, and says what is lost', async () => {
  const source = await startSource({}, { answer: () => Promise.reject(new VerbatimError('PUSH_BACK')) });
  (await open(source)).write('<1>a\n<1>b\n');
  await expect.poll(() => source.brought.length).toBeGreaterThan(0);
  await source.stop();
  expect(source.losses).toEqual([['stopped', 2]]);
});

test('an address that is taken is told', async () => {
  const source = await start();
  await expect(startSource({ listen: `tcp://127.0.0.1:${source.port}` })).rejects.toMatchObject({
    code: 'LISTEN_FAILED',
    message: expect.stringContaining('another process'),
  });
});
