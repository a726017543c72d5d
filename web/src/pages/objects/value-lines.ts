import { writeExact } from '../../../../src/event/exact-json.ts';
/** A value as lines of text: strings as they are, all else as JSON. */
export function linesOf(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : (writeExact(value, 2) ?? '');
  return text === '' ? ['(empty)'] : text.split('\n');
}
