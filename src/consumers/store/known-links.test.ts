import { afterEach, beforeEach, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import type { SeenLink } from '../../store/actor-links.ts';
import { createKnownLinks } from './known-links.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const link = (id: string, last = 'then'): SeenLink => ({ cluster: 'prod', id, name: 'alice', first: 'then', last });

function followed(answers: (() => SeenLink[])[]) {
  let asked = 0;
  const failures: unknown[] = [];
  const links = createKnownLinks();
  void links.follow({
    store: { links: async () => (answers[asked++] ?? answers.at(-1) ?? (() => []))(), trimLinks: async () => {} },
    failed: (error) => failures.push(error),
    signal: stop.signal,
    lookMs: 2,
  });
  return { links, asked: () => asked, failures };
}

test('the store is asked when something was loaded, and not else', async () => {
  const { links, asked } = followed([() => [link('1')], () => [link('1'), link('2')]]);
  await expect.poll(links.current).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked()).toBe(1);
  links.loaded();
  await expect.poll(links.current).toHaveLength(2);
  expect(asked()).toBe(2);
});

test('the list is another one only if it says something else', async () => {
  const { links, asked } = followed([() => [link('1')], () => [link('1', 'now')], () => [link('2')]]);
  await expect.poll(asked).toBe(1);
  const before = links.current();
  links.loaded();
  await expect.poll(asked).toBe(2);
  expect(links.current()).toBe(before);
  links.loaded();
  await expect.poll(() => links.current()[0]?.id).toBe('2');
});

test('what fails is told and tried again', async () => {
  const away = () => {
    throw new VerbatimError('STORE_UNAVAILABLE');
  };
  const { links, failures } = followed([away, away, () => [link('1')]]);
  await expect.poll(links.current).toHaveLength(1);
  expect(failures).toHaveLength(2);
});
