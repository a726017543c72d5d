import { expect, test } from 'vitest';
import type { Intake } from '../intake.ts';
import { fileSource } from './source.ts';

const observer = new Proxy({}, { get: () => () => {} }) as Parameters<typeof fileSource>[0]['observer'];

function sourceWith(since: () => AsyncIterable<never>, saved: object) {
  const marks: number[] = [];
  const memory = { saved: { ...saved }, since, mark: () => 7, save: async (mark: number) => void marks.push(mark) };
  return { source: fileSource({ config: [], intake: {} as Intake, memory, observer }), marks };
}

async function* nothing(): AsyncGenerator<never> {}

test('a first start saves a memory before it reads, so that without one there is nothing to recall', async () => {
  const { source, marks } = sourceWith(() => {
    throw new Error('It read the journal.');
  }, {});
  await source.start?.();
  await source.stop?.();
  expect(marks[0]).toBe(7);
});

test('what could not be recalled is not passed over by saving', async () => {
  const { source, marks } = sourceWith(
    () => {
      throw new Error('EIO');
    },
    { files: [] },
  );
  await source.start?.();
  await source.stop?.();
  expect(marks).toEqual([]);
});

test('what was recalled is saved at the end', async () => {
  const { source, marks } = sourceWith(nothing, { files: [] });
  await source.start?.();
  await source.stop?.();
  expect(marks).toEqual([7]);
});
