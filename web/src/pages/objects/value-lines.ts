/** A value as lines of text: strings as they are, all else as JSON. */
export function linesOf(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  return text === '' ? ['(empty)'] : text.split('\n');
}
