import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.ts';
import { until } from '../support/until.ts';
import { harness } from './harness.ts';

/** Longer than it takes to look for containers, and to take what is there. */
const A_WHILE_MS = 1_500;
const MS = 1_000_000n;
const now = () => BigInt(Date.now()) * MS;
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

test.concurrent('reads from the beginning, goes on, and says whose the lines are', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished });
  const id = one.engine.create('ucp-controller');
  one.engine.log(id).write('stdout', text(numbered(1, 3)), now());
  expect(await one.linesOnce(3)).toEqual(numbered(1, 3));
  one.engine.log(id).write('stdout', text(numbered(4, 4)), now());
  expect(await one.linesOnce(4)).toEqual(numbered(1, 4));
  expect(one.told).toEqual(['followed ucp-controller']);
  expect((await one.envelopes())[0]).toMatchObject({
    cluster: 'prod',
    source: 'test',
    node: 'node-1',
    component: 'ucp-controller',
    origin: { container: id, output: 'stdout' },
  });
});

describe.concurrent.each(['each', 'first'] as const)('a daemon whose since leaves out %s', (since) => {
  test.for<[string, boolean]>([
    ['two outputs, each in order, in disorder between them', false],
    ['a terminal', true],
  ])('%s: nothing is lost or repeated through kills of both', async ([_name, tty], { onTestFinished }) => {
    const one = await harness({
      onTestFinished,
      engine: { since, answers: since === 'each' ? 'with the first message' : 'at once' },
    });
    const id = one.engine.create('web', { tty });
    const log = one.engine.log(id);
    const at = now() - 1000n * MS;
    const expected: string[] = [];
    const write = (output: 'stdout' | 'stderr', line: string, time: bigint) => {
      expected.push(line);
      log.write(output, `${line}\n`, time);
    };
    for (let round = 0; round < 4; round++) {
      const base = at + BigInt(round) * 100n * MS;
      write('stdout', `a ${round}`, base + 20n * MS);
      // Of the very same time, and saying the same.
      write('stdout', `a ${round}`, base + 20n * MS);
      await one.linesOnce(expected.length);
      // Behind it in the log, earlier in time.
      write(tty ? 'stdout' : 'stderr', `b ${round}`, tty ? base + 21n * MS : base + 5n * MS);
      write(tty ? 'stdout' : 'stderr', 'x'.repeat(40_000) + round, base + 30n * MS);
      if (round % 2 === 0) await one.kill();
      else await one.engine.kill().then(one.listen);
    }
    const lines = await one.linesOnce(expected.length);
    await sleep(A_WHILE_MS);
    await one.kill();
    await sleep(A_WHILE_MS);
    expect((await one.lines()).toSorted()).toEqual(expected.toSorted());
    expect(lines.length).toBe(expected.length);
    expect(one.told.filter((what) => what.startsWith('gap'))).toEqual([]);
  });
});

test.concurrent('the format of an entry is that of its lines', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished, entry: { format: 'syslog' } });
  one.engine.log(one.engine.create('web')).write('stdout', 'no message of syslog\n', now());
  await one.linesOnce(1);
  expect((await one.envelopes())[0]).toMatchObject({ format: 'syslog' });
});

test.concurrent('a daemon that is not there at first, and a container that comes later', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished, listens: false });
  await until('it is asked', () => one.told.some((what) => what.startsWith('failed')));
  await one.listen();
  await sleep(A_WHILE_MS);
  const id = one.engine.create('late');
  one.engine.log(id).write('stderr', 'here\n', now());
  expect(await one.linesOnce(1)).toEqual(['here']);
});

test.concurrent('a container that is created anew under its name is read from its beginning', async ({
  onTestFinished,
}) => {
  const one = await harness({ onTestFinished });
  const first = one.engine.create('web');
  one.engine.log(first).write('stdout', text(numbered(1, 2)), now());
  await one.linesOnce(2);
  one.engine.stop(first);
  one.engine.remove(first);
  // Its clock may be behind.
  const second = one.engine.create('web');
  one.engine.log(second).write('stdout', text(numbered(3, 4)), now() - 60_000n * MS);
  expect(await one.linesOnce(4)).toEqual(numbered(1, 4));
  await until('the first is left', () => one.told.includes('left web'));
});

test.concurrent.for<[string, boolean]>([
  ['', false],
  [' with a terminal', true],
])(
  'what a container%s wrote before it stopped is read, with a last line that has no end; started again, it is read on',
  async ([_with, tty], { onTestFinished }) => {
    const one = await harness({ onTestFinished });
    const id = one.engine.create('job', { tty });
    one.engine.log(id).write('stdout', 'first\nunfinished', now());
    await one.linesOnce(1);
    one.engine.stop(id);
    expect(await one.linesOnce(2)).toEqual(['first', 'unfinished']);
    one.engine.start(id);
    one.engine.log(id).write('stdout', 'again\n', now());
    expect(await one.linesOnce(3)).toEqual(['first', 'unfinished', 'again']);
    await one.restart();
    await sleep(A_WHILE_MS);
    expect(await one.lines()).toHaveLength(3);
  },
);

test.concurrent('a log that was rotated away while nobody read it is a gap', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished });
  const id = one.engine.create('web');
  one.engine.log(id).write('stdout', text(numbered(1, 2)), now());
  await one.linesOnce(2);
  await one.engine.kill();
  one.engine.log(id).write('stdout', text(numbered(3, 9)), now());
  one.engine.log(id).rotate(2);
  await one.listen();
  expect(await one.linesOnce(4)).toEqual(['line 1', 'line 2', 'line 8', 'line 9']);
  expect(one.told).toContain('gap web');
});

test.concurrent('a clock that is set back loses nothing', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished });
  const log = one.engine.log(one.engine.create('web'));
  log.write('stdout', text(numbered(1, 2)), now());
  await one.linesOnce(2);
  log.write('stdout', text(numbered(3, 4)), now() - 5_000n * MS);
  await one.linesOnce(4);
  await one.engine.kill();
  log.write('stdout', text(numbered(5, 6)), now() - 4_000n * MS);
  await one.listen();
  expect(new Set(await one.linesOnce(6))).toEqual(new Set(numbered(1, 6)));
});

test.concurrent('a line longer than allowed is kept whole, in pieces, through a kill', async ({ onTestFinished }) => {
  const one = await harness({ onTestFinished, entry: { max_line_bytes: 50_000 } });
  const log = one.engine.log(one.engine.create('web'));
  const long = Array.from({ length: 20_000 }, (_, i) => `word ${i}`).join(' ');
  log.write('stdout', long.slice(0, 150_000), now());
  await one.linesOnce(3);
  await one.kill();
  log.write('stdout', `${long.slice(150_000)}\nshort\n`, now());
  await until('the short line', async () => (await one.lines()).at(-1) === 'short');
  const lines = await one.lines();
  expect(lines.slice(0, -1).join('')).toBe(long);
  expect(lines[0]).toHaveLength(50_000);
});

test.concurrent('what is pushed back is brought again', async ({ onTestFinished }) => {
  let refusals = 3;
  const one = await harness({
    onTestFinished,
    around: (intake) => ({
      ...intake,
      stretch: (sender, stretch) =>
        refusals-- > 0 ? Promise.reject(new VerbatimError('PUSH_BACK')) : intake.stretch(sender, stretch),
    }),
  });
  const log = one.engine.log(one.engine.create('web'));
  log.write('stdout', text(numbered(1, 500)), now());
  expect(await one.linesOnce(500)).toEqual(numbered(1, 500));
  expect(one.told.filter((what) => what === 'pushed back')).toHaveLength(3);
});

test.concurrent.for<[string, object, string[]]>([
  ['a name', { containers: ['web'] }, ['web']],
  ['a pattern', { containers: ['we*', '?pp'] }, ['app', 'web', 'web.1']],
  ['a label', { labels: ['audit'] }, ['app', 'db']],
  ['a label with a value, and a name', { containers: ['d?'], labels: ['audit=yes'] }, ['db']],
])('containers by %s', async ([_name, entry, expected], { onTestFinished }) => {
  const one = await harness({ onTestFinished, entry });
  for (const [name, labels] of [
    ['web', {}],
    ['web.1', {}],
    ['app', { audit: 'no' }],
    ['db', { audit: 'yes' }],
  ] as const) {
    one.engine.log(one.engine.create(name, { labels })).write('stdout', `${name}\n`, now());
  }
  await one.linesOnce(expected.length);
  await sleep(A_WHILE_MS);
  expect((await one.lines()).toSorted()).toEqual(expected);
});

test.concurrent('a long line is taken when it ends, though the other output goes on and on', async ({
  onTestFinished,
}) => {
  const one = await harness({ onTestFinished });
  const log = one.engine.log(one.engine.create('web'));
  const long = 'x'.repeat(100_000);
  let isOver = false;
  const chatting = (async () => {
    for (let n = 0; !isOver; n++) {
      log.write('stderr', `chat ${n}\n`, now());
      await sleep(50);
    }
  })();
  await one.linesOnce(5);
  log.write('stdout', long.slice(0, 70_000), now());
  await sleep(200);
  log.write('stdout', `${long.slice(70_000)}\n`, now());
  await until('the long line', async () => (await one.lines()).includes(long), 4_000);
  // So is an entry that may go on.
  log.write('stdout', '{"a":\n', now());
  await until('the open entry', async () => (await one.lines()).includes('{"a":'));
  isOver = true;
  await chatting;
});
