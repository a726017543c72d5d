import type { Wildcard } from './filter.ts';

/** Tests texts against the literal parts of a pattern, each found as early as possible: no backtracking. */
export function createWildcardTest(pattern: Wildcard): (text: string) => boolean {
  const first = pattern[0] ?? '';
  const last = pattern.at(-1) ?? '';
  const middle = pattern.slice(1, -1).filter((part) => part !== '');
  const shortest = first.length + last.length;

  return (text) => {
    if (text.length < shortest || !text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}
