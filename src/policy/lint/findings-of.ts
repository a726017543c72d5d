import type { Problem, Severity } from '../problem.ts';
import { type NamedPolicy, readPolicies } from '../read/read-policies.ts';
import type { LintSeverity } from './finding.ts';
import { lint } from './lint.ts';

/** Something that is wrong with a text of policies, whatever found it. */
export interface TextFinding {
  readonly line: number;
  readonly severity: Severity | LintSeverity;
  /** `invalid` for what kube-apiserver refuses or overlooks. */
  readonly check: string;
  readonly rule: number | null;
  readonly message: string;
  readonly reason?: string;
  readonly suggestion?: string;
}

const NO_POLICY = { severity: 'error', line: 1, path: '', message: 'holds no audit policy' } as const;

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
  const found = policy ? lint(policy).map(({ rule, ...finding }) => ({ ...finding, rule: rule ?? null })) : [];
  return [...problems.map(ofProblem), ...found].sort((a, b) => a.line - b.line);
}

function ofProblem({ severity, line, path, message }: Pick<Problem, 'severity' | 'line' | 'path' | 'message'>) {
  const rule = /^rules\[(\d+)\]/.exec(path)?.[1];
  const text = path === '' ? message : `${path}: ${message}`;
  return { line, severity, check: 'invalid', rule: rule === undefined ? null : Number(rule), message: text };
}
