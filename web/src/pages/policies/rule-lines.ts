/** The lines of a rule, from 1, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines of the rule that stands in a line: until the next of its list, or the list’s end. Comments before the next are the next’s. */
export function linesOfRule(text: string, line: number): Lines {
  const lines = text.split('\n');
  const first = dashAt(lines, line);
  const indent = indentOf(lines[first - 1] ?? '');
  let last = first;
  for (let at = first + 1; at <= lines.length; at++) {
    const each = lines[at - 1] ?? '';
    if (isBlank(each)) continue;
    if (indentOf(each) <= indent) break;
    last = at;
  }
  return { first, last };
}

/** The line with the dash of the rule that a line belongs to; the line itself where there is none. */
export function dashAt(lines: readonly string[], line: number): number {
  for (let at = line; at > 0; at--) if (/^\s*-(\s|$)/.test(lines[at - 1] ?? '')) return at;
  return line;
}

export function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function isBlank(line: string): boolean {
  return /^\s*(#.*)?$/.test(line);
}
