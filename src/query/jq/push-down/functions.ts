import type { Literal } from './ast.ts';
import { readPattern } from './pattern.ts';
import { targetAt } from './target.ts';
import { hasElement, type TextTest, testText } from './texts.ts';
import { type Place, UNKNOWN, type Value } from './value.ts';

/** jq's functions of text with one literal argument. */
const TEXT_TESTS: Readonly<Record<string, (argument: string) => TextTest | undefined>> = {
  startswith: (text) => ({ pattern: [text, ''], exact: true, passes: (of) => of.startsWith(text) }),
  endswith: (text) => ({ pattern: ['', text], exact: true, passes: (of) => of.endsWith(text) }),
  contains: containing,
  index: searching,
  rindex: searching,
  test: readPattern,
};

function containing(text: string): TextTest {
  return { pattern: ['', text, ''], exact: true, passes: (of) => of.includes(text) };
}

/** Position of a text in a text, or of an element in a list; `0` is true. */
function searching(text: string): TextTest {
  return { ...containing(text), takesLists: true };
}

/** The truth of `place | name("argument")`. */
export function callWithText(place: Place, name: string, argument: Literal): Value {
  if (typeof argument !== 'string' || !Object.hasOwn(TEXT_TESTS, name)) return UNKNOWN;
  const test = TEXT_TESTS[name]?.(argument);
  if (!test) return UNKNOWN;
  const target = targetAt(place.keys);
  if (target?.shape !== 'list') return testText(place, test);
  return test.takesLists && place.orElse === null ? hasElement(target, argument) : UNKNOWN;
}
