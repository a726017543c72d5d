import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import { followLog } from './follow-log.ts';
import type { LogReader } from './log-reader.ts';

const MINUTE_MS = 60_000;
const RUNNING = { State: { Running: true }, Config: {} };
const GONE = undefined;

/** Follows a log that a daemon gives as it is told; time is what the test says. */
function following(options: { readonly states?: unknown[]; readonly opens?: (() => PassThrough | undefined)[] } = {}) {
  const { states = [], opens = [] } = options;
  const told: string[] = [];
  const stopping = new AbortController();
  let now = 0;
  const reader: LogReader = {
    begin: () => 1_000_000_001n,
    resume: () => told.push('resume'),
    taken: () => undefined,
    add: () => 'held',
    take: async (when) => void told.push(when),
    held: () => 0,
  };
  const done = followLog({
    engine: {
      get: async () => (states.length > 0 ? states.shift() : RUNNING),
      open: async (path) => {
        told.push(path.replace(/.*since=/, 'since '));
        return opens.length > 0 ? opens.shift()?.() : new PassThrough();
      },
    },
    container: { id: 'a', name: 'web', service: undefined },
    reader,
    signal: stopping.signal,
    clock: () => now,
    gap: () => {},
    failed: ({ message }) => told.push(message),
  });
  onTestFinished(() => stopping.abort());
  return {
    told,
    done,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const until = async (ask: () => boolean) => {
  while (!ask()) await sleep(10);
};
const count = (told: readonly string[], what: string) => told.filter((one) => one === what).length;
const ended = () => new PassThrough().end();

test('a log from which nothing comes is asked for anew, and that is no failure', async () => {
  const one = following();
  await until(() => one.told.includes('resume'));
  one.pass(6 * MINUTE_MS);
  await until(() => count(one.told, 'resume') === 2);
  expect(one.told).toEqual(['since 1.000000001', 'resume', 'come', 'since 1.000000001', 'resume']);
});

test('a container that is gone has its last lines taken, also where it goes before its log is asked for', async () => {
  const gone = following({ states: [GONE] });
  await gone.done;
  expect(gone.told).toEqual(['end']);
  const goes = following({ opens: [() => undefined] });
  await goes.done;
  expect(goes.told).toEqual(['since 1.000000001', 'end']);
});

test('one that has stopped is read once for each run', async () => {
  const stopped = (run: number) => ({ State: { Running: false, StartedAt: `${run}` }, Config: {} });
  const one = following({ states: [stopped(1), stopped(1), stopped(2), GONE], opens: [ended, ended] });
  await one.done;
  const read = ['since 1.000000001', 'resume', 'come', 'end'];
  expect(one.told).toEqual([...read, ...read, 'end']);
});

test('what breaks off is taken as far as it came, told, and tried again', async () => {
  const breaks = () => {
    const log = new PassThrough();
    setTimeout(() => log.destroy(new VerbatimError('SERVER_UNREACHABLE', 'cut')), 10);
    return log;
  };
  const one = following({ opens: [breaks] });
  await until(() => count(one.told, 'resume') === 2);
  expect(one.told.slice(0, 5)).toEqual(['since 1.000000001', 'resume', 'come', 'cut', 'since 1.000000001']);
});
