import { expect, test } from 'vitest';
import { readSteps } from './read-steps.ts';

test.each([
  ['short columns are read together', "SELECT verb FROM events WHERE cluster = 'a' AND outcome = 'denied'", false],
  ['long ones by steps', "SELECT count() FROM events WHERE verb = 'get' AND match(searched_text, 'a')", true],
  ['a name is no part of another', 'SELECT count() FROM raw_events WHERE annotations_seen', false],
])('%s', (_, statement, bySteps) => {
  expect(Object.keys(readSteps(statement)).length === 0).toBe(bySteps);
});
