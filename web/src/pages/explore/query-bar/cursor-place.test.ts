import { expect, test } from 'vitest';
import { cursorPlace } from './cursor-place.ts';

// The cursor stands at the bar.
test.each([
  ['|', 'field', '', undefined],
  ['ver|', 'field', 'ver', undefined],
  ['not us|', 'field', 'us', undefined],
  ['verb: |', 'value', '', 'verb'],
  ['verb: del|', 'value', 'del', 'verb'],
  ['verb:del|', 'value', 'del', 'verb'],
  ['verb: "del|', 'value', 'del', 'verb'],
  ['verb: (get or li|', 'value', 'li', 'verb'],
  ['verb: (get or |', 'value', '', 'verb'],
  ['verb: get |', 'operator', '', undefined],
  ['verb: get a|', 'operator', 'a', undefined],
  ['verb: get and |', 'field', '', undefined],
  ['verb: get and obj|', 'field', 'obj', undefined],
  ['(verb: get) o|', 'operator', 'o', undefined],
  ['(|', 'field', '', undefined],
  ['code >= |', 'value', '', 'code'],
  ['annotations."a.b/c": al|', 'value', 'al', 'annotations."a.b/c"'],
  ['requestObject.spec.re|', 'field', 'requestObject.spec.re', undefined],
  ['verb: "get"|', 'operator', '', undefined],
])('%s is the place of a %s', (marked, kind, typed, field) => {
  const at = marked.indexOf('|');
  const place = cursorPlace(marked.replace('|', ''), at);
  expect([place.kind, place.typed, 'field' in place ? place.field : undefined]).toEqual([kind, typed, field]);
});
