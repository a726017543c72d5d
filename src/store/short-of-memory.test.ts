import { expect, test } from 'vitest';
import { VerbatimError } from '../errors.ts';
import { patiently } from './short-of-memory.ts';

const short = new VerbatimError('STORE_QUERY', 'no memory', { engineCode: 241 });

/** Fails with one error after the other, then answers. */
function failing(...errors: Error[]): () => Promise<string> {
  return async () => {
    const error = errors.shift();
    if (error) throw error;
    return 'answer';
  };
}

test.each([
  ['at once', failing(), 'answer'],
  ['once there is memory', failing(short, short), 'answer'],
  ['never', failing(short, short, short), 'no memory'],
  ['never, for too large a question', failing(new VerbatimError('QUERY_LIMIT', 'large', { engineCode: 241 })), 'large'],
  ['never, for another reason', failing(new VerbatimError('STORE_QUERY', 'other', { engineCode: 47 })), 'other'],
])('an answer %s', async (_name, ask, expected) => {
  const outcome = patiently(ask, undefined, [1, 1]).catch(({ message }: Error) => message);
  expect(await outcome).toBe(expected);
});
