import { expect, test } from 'vitest';
import { createJqMessages } from './messages.ts';

test.each([
  [0, undefined],
  [1, 'jq failed on 1 event.'],
  [10, 'jq failed on 10 events.'],
  [25, 'jq failed on 25 events; the first 10 errors are shown.'],
])('%d errors are counted, the first ten shown', (errors, message) => {
  const notes: string[] = [];
  const { onMessage, raise } = createJqMessages((line) => void notes.push(line));
  for (let i = 0; i < errors; i++) onMessage({ error: true, text: `jq: error ${i}` });
  onMessage({ error: false, text: '["DEBUG:",1]' });
  expect(notes).toHaveLength(Math.min(errors, 10) + 1);
  if (message === undefined) raise();
  else expect(raise).toThrow(message);
});
