import { VerbatimError } from '../../errors.ts';
import type { LintFinding, LintSeverity } from '../../policy/lint/finding.ts';
import { lint } from '../../policy/lint/lint.ts';
import type { Severity } from '../../policy/problem.ts';
import type { NamedPolicy } from '../../policy/read/read-policies.ts';
import type { Context } from '../context.ts';
import { counted } from '../render/number.ts';
import type { Paint, Style } from '../render/paint.ts';
import { visible } from '../render/visible.ts';
import { readPolicyFile } from './load-policy.ts';

/** One line of the answer, whatever found it. */
interface Line {
  readonly file: string;
  readonly line: number;
  readonly severity: Severity | LintSeverity;
  /** `invalid` for what kube-apiserver refuses or overlooks. */
  readonly check: string;
  readonly rule: number | null;
  readonly message: string;
  readonly reason?: string;
  readonly suggestion?: string;
}

const STYLES: Readonly<Record<Line['severity'], Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

/** Says what is wrong with the policies of a file. Throws POLICY_INVALID if something is that should be mended. */
export async function lintPolicy(path: string, format: string, context: Context): Promise<void> {
  const { policies, problems } = await readPolicyFile(path, context);
  const lines = [
    ...problems.map((problem) => ofProblem(path, problem)),
    ...policies.flatMap((one) => linesOf(path, one)),
    ...(policies.length + problems.length === 0 ? [ofProblem(path, NO_POLICY)] : []),
  ];
  await context.out.write(render(lines, format, context));
  const serious = lines.filter(({ severity }) => severity !== 'info').length;
  if (serious > 0) throw new VerbatimError('POLICY_INVALID', `${path}: ${counted(serious, 'finding')} to mend.`);
}

const NO_POLICY = { severity: 'error', line: 1, path: '', message: 'holds no audit policy' } as const;

function linesOf(file: string, { policy, problems }: NamedPolicy): Line[] {
  const found = policy ? lint(policy).map((finding) => ofFinding(file, finding)) : [];
  return [...problems.map((problem) => ofProblem(file, problem)), ...found].sort((a, b) => a.line - b.line);
}

function ofProblem(
  file: string,
  { severity, line, path, message }: Pick<NamedPolicy['problems'][number], 'severity' | 'line' | 'path' | 'message'>,
): Line {
  const rule = /^rules\[(\d+)\]/.exec(path)?.[1];
  const text = path === '' ? message : `${path}: ${message}`;
  return { file, line, severity, check: 'invalid', rule: rule === undefined ? null : Number(rule), message: text };
}

function ofFinding(file: string, { rule, ...finding }: LintFinding): Line {
  return { file, ...finding, rule: rule ?? null };
}

function render(lines: readonly Line[], format: string, { paint, shownJson }: Context): string {
  if (format === 'json') return shownJson(`${JSON.stringify(lines, null, 2)}\n`);
  if (format === 'jsonl') return shownJson(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return lines.map((line) => describeLine(line, paint)).join('');
}

function describeLine({ file, line, severity, check, rule, message, reason, suggestion }: Line, paint: Paint): string {
  const about = rule === null || check === 'invalid' ? '' : `rules[${rule}] `;
  const head = `${file}:${line}: ${paint(severity, STYLES[severity])}: ${visible(`${about}${message}`)} [${check}]`;
  const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ');
  return [head, ...(reason ? [`  ${reason}`] : []), ...(suggestion ? [paint(indented(suggestion), 'dim')] : [])]
    .map((text) => `${text}\n`)
    .join('');
}
