import { attributesAsked } from '../../policy/attributes-asked.ts';
import { type Explanation, explain, type Step } from '../../policy/explain.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Context } from '../context.ts';
import type { Paint } from '../render/paint.ts';
import { visible } from '../render/visible.ts';

/** Says why each rule does not match, which one decides, and what will be recorded. */
export async function explainRequest(
  policy: Policy,
  flags: RequestFlags,
  format: string,
  { out, paint, shownJson }: Context,
): Promise<void> {
  const explanation = explain(policy, attributesAsked({ ...flags, groups: flags.userGroup }));
  const json = JSON.stringify(explanation, null, format === 'json' ? 2 : 0);
  await out.write(format === 'text' ? describeExplanation(explanation, paint) : shownJson(`${json}\n`));
}

function describeExplanation({ decision, steps, recorded }: Explanation, paint: Paint): string {
  const { level, rule } = decision;
  const { stages, requestObject, responseObject, managedFields } = recorded;
  const decided = rule === undefined ? 'no rule matches' : `rules[${rule}] decides`;
  const bodies = [requestObject ? 'the request’s body' : '', responseObject ? 'the answer’s body' : ''].filter(Boolean);
  const lines = [
    ...steps.map((step) => describeStep(step, paint)),
    `${paint(level, level === 'None' ? 'yellow' : 'green')}: ${decided}.`,
    ...(stages.length > 0
      ? [
          `Recorded in the stages ${stages.join(', ')}, ${bodies.length > 0 ? `with ${bodies.join(' and ')}` : 'without bodies'}${bodies.length > 0 && !managedFields ? ', without managed fields' : ''}.`,
        ]
      : ['Nothing is recorded.']),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function describeStep({ rule, line, matches, because }: Step, paint: Paint): string {
  const name = `rules[${rule}], line ${line}:`;
  if (!because) return `${name} ${paint(matches ? 'matches' : 'does not match', 'bold')}`;
  const { condition, wanted, found } = because;
  return paint(visible(`${name} does not match: ${condition} ${wanted}; the request has ${found}`), 'dim');
}

export interface RequestFlags {
  readonly user?: string;
  readonly userGroup: readonly string[];
  readonly verb?: string;
  readonly resource?: string;
  readonly apiGroup: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}
