import { dashAt, indentOf, linesOfRule } from './rule-lines.ts';

/** A change of a text: what stands between two places is replaced. */
export interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

interface Suggested {
  readonly suggestion?: string;
  /** From 1. */
  readonly line: number;
  /** Rules go before this one; `null`: behind the last. */
  readonly rule: number | null;
}

/** Where a suggestion of the linter goes; `undefined` where that cannot be told, as in a policy that is written as JSON. */
export function insertionOf(text: string, { suggestion, line, rule }: Suggested): Insertion | undefined {
  if (!suggestion) return undefined;
  const lines = text.split('\n');
  return suggestion.startsWith('- ')
    ? ruleInsertion(lines, suggestion, line, rule)
    : keyInsertion(lines, suggestion, line);
}

function ruleInsertion(
  lines: readonly string[],
  suggestion: string,
  line: number,
  rule: number | null,
): Insertion | undefined {
  const dash = dashAt(lines, line);
  const first = lines[dash - 1] ?? '';
  if (!/^\s*-(\s|$)/.test(first)) return undefined;
  const indented = indent(suggestion, indentOf(first));
  if (rule !== null) return insertBefore(lines, dash, indented);
  const { last } = linesOfRule(lines.join('\n'), dash);
  return insertBefore(lines, last + 1, indented);
}

/** A key of the policy itself stands before its rules. One that is there already is somebody’s decision. */
function keyInsertion(lines: readonly string[], suggestion: string, line: number): Insertion | undefined {
  let rules = Math.min(line, lines.length);
  while (rules > 0 && !/^\s*rules:\s*(#.*)?$/.test(lines[rules - 1] ?? '')) rules--;
  if (rules === 0) return undefined;
  const depth = indentOf(lines[rules - 1] ?? '');
  const key = suggestion.split(':', 1)[0] ?? '';
  const is = (one: string) => indentOf(one) === depth && one.trimStart().startsWith(`${key}:`);
  return lines.some(is) ? undefined : insertBefore(lines, rules, indent(suggestion, depth));
}

/** Before a line from 1; behind the last one where there are fewer. */
function insertBefore(lines: readonly string[], line: number, block: string): Insertion {
  const length = lines.join('\n').length;
  if (line > lines.length) {
    const insert = length === 0 || lines.at(-1) === '' ? block : `\n${block}`;
    return { from: length, to: length, insert };
  }
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return { from, to: from, insert: block };
}

function indent(block: string, by: number): string {
  const lines = block.replace(/\n$/, '').split('\n');
  return `${lines.map((line) => (line === '' ? line : ' '.repeat(by) + line)).join('\n')}\n`;
}
