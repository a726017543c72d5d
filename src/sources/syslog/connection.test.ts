import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConnection } from './connection.ts';
import { createConversation } from './conversation.ts';
import { createMemory, type Memory } from './memory.ts';
import { eachLine } from './testing/start-source.ts';

const MINUTE_MS = 60_000;
const IDLE_MS = 10 * MINUTE_MS;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

interface Options {
  /** Whether what is handed over is kept. */
  readonly isKept?: boolean;
  readonly isAdmitted?: () => boolean;
  readonly memory?: Memory;
}

/** A connection to which a test sends, in a time that a test makes. */
function connection({ isKept = true, isAdmitted = () => true, memory = createMemory(1_000_000) }: Options = {}) {
  const duplex = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
  const socket = Object.assign(duplex, {
    wasReset: false,
    resetAndDestroy: () => {
      socket.wasReset = true;
      socket.destroy();
    },
  });
  const taken: string[] = [];
  const refusals: string[] = [];
  const clock = () => performance.now();
  const done = readConnection({
    socket: socket as unknown as Socket,
    conversation: createConversation({
      sender: { cluster: 'prod', type: 'syslog', source: 'test', node: '', component: '' },
      assembler: eachLine(),
      handOver: async (_sender, entries) => {
        for (const { raw, quarantine } of entries) {
          taken.push(`${quarantine ? `${quarantine.reason}: ` : ''}${Buffer.from(raw).toString()}`);
        }
        return isKept;
      },
      observer: { received: () => {}, flawed: () => {} },
      maxBytes: 1_000,
      clock,
    }),
    maxMessageBytes: 1_000,
    idleMs: IDLE_MS,
    account: memory.open(),
    isAdmitted,
    refused: (why) => void refusals.push(why),
    clock,
  });
  async function send(text: string): Promise<void> {
    socket.push(text);
    await pass(0);
  }
  return { socket, taken, refusals, done, send };
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('a line that does not end is taken when its time is over, and reading goes on', async () => {
  const { socket, taken, send } = connection();
  await send('<1>a\n<1>b');
  await pass(MINUTE_MS - 1);
  expect(taken).toEqual(['<1>a']);
  await pass(1);
  expect(taken).toEqual(['<1>a', '<1>b']);
  await send('<1>c\n');
  expect(taken).toEqual(['<1>a', '<1>b', '<1>c']);
  expect(socket.destroyed).toBe(false);
});

test('one that comes byte by byte has no more time', async () => {
  const { taken, send } = connection();
  for (let second = 0; second < 60; second++) {
    await send('x');
    await pass(1_000);
  }
  expect(taken).toEqual(['x'.repeat(60)]);
});

test('a count that is not kept to ends the connection', async () => {
  const { socket, taken, send } = connection();
  await send('40 <1>a');
  await pass(MINUTE_MS);
  expect(taken).toEqual(['incomplete: <1>a']);
  expect(socket.destroyed).toBe(true);
});

test('a connection on which nothing comes is closed', async () => {
  const { socket, taken, send } = connection();
  await send('<1>a\n');
  await pass(IDLE_MS - 1);
  await send('<1>b\n');
  await pass(IDLE_MS - 1);
  expect(socket.destroyed).toBe(false);
  await pass(1);
  expect(socket.destroyed).toBe(true);
  expect(taken).toEqual(['<1>a', '<1>b']);
});

test.each([
  ['is ended when all is kept', {}, '<1>a', false],
  ['is reset when something is lost', { isKept: false }, '<1>a', true],
  ['is reset when the last message is not whole', {}, '9 <1>a', true],
  ['is reset when the sender is refused', { isAdmitted: () => false }, '<1>a', true],
])('what a sender has ended %s', async (_what, options, text, wasReset) => {
  const { socket, done, send } = connection(options);
  await send(text);
  socket.push(null);
  await done;
  await pass(0);
  expect({ wasReset: socket.wasReset, isOpen: !socket.destroyed }).toEqual({ wasReset, isOpen: false });
});

test('who is not admitted any more is not listened to', async () => {
  let isAdmitted = true;
  const { socket, taken, refusals, send } = connection({ isAdmitted: () => isAdmitted });
  await send('<1>a\n');
  isAdmitted = false;
  await send('<1>b\n');
  expect({ taken, refusals, isOpen: !socket.destroyed }).toEqual({
    taken: ['<1>a'],
    refusals: ['certificate'],
    isOpen: false,
  });
});

test('what all hold together is bounded, and let go with each', async () => {
  const memory = createMemory(100);
  const [first, second] = [connection({ memory }), connection({ memory })];
  await first.send('x'.repeat(200));
  expect(first.socket.destroyed).toBe(false);
  await second.send('<1>a\ny');
  expect(second.refusals).toEqual(['memory']);
  expect(second.taken).toEqual(['<1>a', 'incomplete: y']);
  first.socket.push(null);
  await first.done;
  expect(memory.held()).toBe(0);
  expect(first.taken).toEqual(['x'.repeat(200)]);
});
