import type { Problem, Severity } from '../problem.ts';
import { type NamedPolicy, readPolicies } from '../read/read-policies.ts';
import type { LintSeverity } from './finding.ts';
import { lint } from './lint.ts';

/** Something that is wrong with a text of policies, whatever found it. */
export interface TextFinding {
  /** From 1, as is the column. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity | LintSeverity;
  /** `invalid` for what kube-apiserver refuses or overlooks. */
  readonly check: string;
  readonly rule: number | null;
  readonly message: string;
  readonly reason?: string;
  readonly suggestion?: string;
}

const NO_POLICY = { severity: 'error', line: 1, column: 1, path: '', message: 'holds no audit policy' } as const;

/** Everything that is wrong with the policies of a text, in the order of their lines. */
export function findingsOf(text: string): TextFinding[] {
  const { policies, problems } = readPolicies(text);
  return [
    ...problems.map(ofProblem),
    ...policies.flatMap(findingsIn),
    ...(policies.length + problems.length === 0 ? [ofProblem(NO_POLICY)] : []),
  ];
}

function findingsIn({ policy, problems }: NamedPolicy): TextFinding[] {
  const columnOf = (rule: number | undefined) => (rule === undefined ? 1 : (policy?.rules[rule]?.place.column ?? 1));
  const found = policy
    ? lint(policy).map(({ rule, line, ...rest }) => ({ line, column: columnOf(rule), ...rest, rule: rule ?? null }))
    : [];
  return [...problems.map(ofProblem), ...found].sort((a, b) => a.line - b.line || a.column - b.column);
}

function ofProblem({ severity, line, column, path, message }: Problem) {
  const rule = /^rules\[(\d+)\]/.exec(path)?.[1];
  const text = path === '' ? message : `${path}: ${message}`;
  return { line, column, severity, check: 'invalid', rule: rule === undefined ? null : Number(rule), message: text };
}
