import { expect, test } from 'vitest';
import { sharedAnswer } from './shared-answer.ts';

/** Questions that were asked, each to be answered by hand. */
function asking() {
  const asked: { signal: AbortSignal; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const ask = sharedAnswer(
    (signal) =>
      new Promise<string>((answer, fail) => {
        asked.push({ signal, answer, fail });
        signal.addEventListener('abort', () => fail(signal.reason));
      }),
  );
  return { asked, ask };
}

test('two who ask at the same time have one answer, and who asks later has another', async () => {
  const { asked, ask } = asking();
  const both = [ask(new AbortController().signal), ask(new AbortController().signal)];
  asked[0]?.answer('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  const later = ask(new AbortController().signal);
  asked[1]?.answer('second');
  expect(await later).toBe('second');
});

test('an error is for both, and is not kept', async () => {
  const { asked, ask } = asking();
  const both = [ask(new AbortController().signal), ask(new AbortController().signal)];
  asked[0]?.fail(new Error('away'));
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  void ask(new AbortController().signal);
  expect(asked).toHaveLength(2);
});

test('one who leaves does not end it for the other', async () => {
  const { asked, ask } = asking();
  const [one, other] = [new AbortController(), new AbortController()];
  const left = ask(one.signal);
  const stays = ask(other.signal);
  one.abort();
  expect(asked[0]?.signal.aborted).toBe(false);
  asked[0]?.answer('there');
  expect(await stays).toBe('there');
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  other.abort();
  expect(asked[0]?.signal.aborted).toBe(false);
});

test('it ends when both have left, and is asked anew for who comes then', async () => {
  const { asked, ask } = asking();
  const [one, other] = [new AbortController(), new AbortController()];
  const both = [ask(one.signal), ask(other.signal)];
  one.abort();
  other.abort();
  expect(asked[0]?.signal.aborted).toBe(true);
  const next = ask(new AbortController().signal);
  asked[1]?.answer('again');
  expect(await next).toBe('again');
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(ask(one.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toHaveLength(2);
});
