import { MAX_NAME_LENGTH } from '../../../event/limits.ts';
import type { Filter, Wildcard } from '../../filter.ts';
import { ALL, anyOf, missing, not } from './filters.ts';
import { type Target, targetAt } from './target.ts';
import { onDayOf } from './times.ts';
import { type Place, toValue, UNKNOWN, type Value } from './value.ts';

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** `startswith`, `endswith`, `contains`, `index` of text, `test`: a pattern of the place's text, which is not empty. */
export interface TextTest {
  readonly pattern: Wildcard;
  /** Whether text that fits the pattern always passes jq's test. */
  readonly exact: boolean;
  /** jq's own test, of what stands in place of `null`. */
  readonly passes: (text: string) => boolean;
  /** Whether jq's test also looks into lists; else it fails with an error for all that is not text. */
  readonly takesLists?: boolean;
}

/** The condition that the place's text passes a test. */
export function testText(place: Place, test: TextTest): Value {
  const target = targetAt(place.keys);
  const text = test.pattern.join('');
  if (!target || text === '' || text.length > MAX_NAME_LENGTH || (place.lowered && BEYOND_ASCII.test(text)))
    return UNKNOWN;
  if (typeof place.orElse === 'string' && test.passes(lower(place, place.orElse))) return UNKNOWN;
  const matches: Filter = { op: 'wildcard', field: target.path, pattern: test.pattern, ignoreCase: place.lowered };
  if (target.shape === 'text') {
    const whenTrue = test.takesLists ? anyOf(matches, missing(target.path)) : matches;
    return toValue(whenTrue, test.exact && !place.lowered ? not(matches) : ALL);
  }
  if (target.shape === 'time') return toValue(onDayOf(target.path, test.pattern[0] as string), ALL);
  return test.takesLists ? UNKNOWN : inPart(target, matches);
}

/** `(place | ascii_downcase) == literal`. The filter ignores the case of all letters, jq that of ASCII's alone. */
export function equalsLowered(place: Place, literal: string): Value {
  const target = targetAt(place.keys);
  if (!target || literal === '' || literal.length > MAX_NAME_LENGTH || BEYOND_ASCII.test(literal)) return UNKNOWN;
  if (typeof place.orElse === 'string' && lower(place, place.orElse) === literal) return UNKNOWN;
  const equal: Filter = { op: 'equals', field: target.path, value: literal, ignoreCase: true };
  return target.shape === 'text' ? toValue(equal, ALL) : inPart(target, equal);
}

/** `list | index("text")`: one element is the text. What is no list is missing to a filter, but jq looks into text. */
export function hasElement({ path }: Target, literal: string): Value {
  const equal: Filter = { op: 'equals', field: path, value: literal, ignoreCase: false };
  return toValue(anyOf(equal, missing(path)), not(equal));
}

/** That an element or a value in a body fits says that one in the field does; that it does not fit says nothing. */
function inPart({ path, shape }: Target, fits: Filter): Value {
  if (shape === 'any') return toValue(anyOf(fits, missing(path)), ALL);
  return shape === 'element' || shape === 'body' ? toValue(fits, ALL) : UNKNOWN;
}

function lower({ lowered }: Place, text: string): string {
  return lowered ? text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : text;
}
