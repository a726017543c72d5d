import { VerbatimError } from '../../errors.ts';
import { findingsOf, type TextFinding } from '../../policy/lint/findings-of.ts';
import type { Context } from '../context.ts';
import { counted } from '../render/number.ts';
import type { Paint, Style } from '../render/paint.ts';
import { visible } from '../render/visible.ts';
import { policyText } from './load-policy.ts';

/** One line of the answer. */
type Line = TextFinding & { readonly file: string };

const STYLES: Readonly<Record<Line['severity'], Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

/** Says what is wrong with the policies of a file. Throws POLICY_INVALID if something is that should be mended. */
export async function lintPolicy(path: string, format: string, context: Context): Promise<void> {
  const text = await policyText(path, context);
  const lines = findingsOf(text).map((finding): Line => ({ file: path, ...finding }));
  await context.out.write(render(lines, format, context));
  const serious = lines.filter(({ severity }) => severity !== 'info').length;
  if (serious > 0) throw new VerbatimError('POLICY_INVALID', `${path}: ${counted(serious, 'finding')} to mend.`);
}

function render(lines: readonly Line[], format: string, { paint, shownJson }: Context): string {
  if (format === 'json') return shownJson(`${JSON.stringify(lines, null, 2)}\n`);
  if (format === 'jsonl') return shownJson(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return lines.map((line) => describeLine(line, paint)).join('');
}

function describeLine(
  { file, line, column, severity, check, rule, message, reason, suggestion }: Line,
  paint: Paint,
): string {
  const about = rule === null || check === 'invalid' ? '' : `rules[${rule}] `;
  const head = `${file}:${line}:${column}: ${paint(severity, STYLES[severity])}: ${visible(`${about}${message}`)} [${check}]`;
  const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ');
  return [head, ...(reason ? [`  ${reason}`] : []), ...(suggestion ? [paint(indented(suggestion), 'dim')] : [])]
    .map((text) => `${text}\n`)
    .join('');
}
