import { expect, test } from 'vitest';
import { EXAMINED_BYTES, holdsEvents } from './holds-events.ts';

const EVENT = '{"kind":"Event","auditID":"a","verb":"get","stage":"ResponseComplete"}';

test.each<[string, string, boolean]>([
  ['an event', EVENT, true],
  ['an event among other lines', `starting\n{"level":"info"}\n${EVENT}\n`, true],
  ['a list', `{"kind":"EventList","items":[\n${EVENT}\n]}`, true],
  ['an event of which a field has another type', '{"auditID":1,"verb":"get"}', true],
  [
    'a line of a platform',
    "Mar  1 03:12:45 h uaa: [2026-03-01 03:12:45.1] uaa - 1 [x] ....  INFO --- Audit: T ('')",
    true,
  ],
  ['messages of a system', 'Mar  1 03:12:45 h cron[1]: x\n', false],
  ['text', 'hello\nworld\n', false],
  ['other JSON', '{"apiVersion":"v1","kind":"Pod"}\n[1]\n', false],
  ['nothing', '', false],
  ['a document longer than what is seen', `{"items":["${'x'.repeat(EXAMINED_BYTES)}`, true],
  ['text without a line end', 'x'.repeat(EXAMINED_BYTES), false],
  ['an event after all that is seen', `${'x\n'.repeat(EXAMINED_BYTES / 2)}${EVENT}`.slice(0, EXAMINED_BYTES), false],
])('%s: %#', (_name, text, expected) => {
  expect(holdsEvents(Buffer.from(text))).toBe(expected);
});
