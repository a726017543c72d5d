/**
 * Where a jq string that starts at `start` ends (after its closing quote), past interpolations `\( … )` with strings of
 * their own. `undefined` if it does not end, or holds a comment in an interpolation.
 */
export function endOfString(program: string, start: number): number | undefined {
  /** For each open string, how many parentheses are open in its interpolation; 0 is the string's own text. */
  const open = [0];
  for (let at = start + 1; at < program.length; at++) {
    const inside = open.at(-1) as number;
    const char = program[at];
    if (inside === 0 && char === '\\') {
      at++;
      if (program[at] === '(') open[open.length - 1] = 1;
    } else if (char === '"') {
      if (inside > 0) open.push(0);
      else open.pop();
      if (open.length === 0) return at + 1;
    } else if (inside > 0) {
      if (char === '#') return undefined;
      if (char === '(') open[open.length - 1] = inside + 1;
      if (char === ')') open[open.length - 1] = inside - 1;
    }
  }
  return undefined;
}
