import { VerbatimError } from '../../errors.ts';
import type { Policy } from '../policy.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { readPolicies } from './read-policies.ts';

/**
 * The one policy of a text, with what kube-apiserver would overlook in it; `name` is what the text is called. Throws
 * POLICY_INVALID with everything that is wrong, USAGE where there are several.
 */
export function onePolicy(
  name: string,
  text: string,
): { readonly policy: Policy; readonly problems: readonly Problem[] } {
  const { policies, problems: beside } = readPolicies(text);
  const problems = [...beside, ...policies.flatMap((one) => one.problems)];
  if (policies.length > 1) {
    const found = policies.map(({ origin }) => origin || 'one that stands alone').join('; ');
    throw new VerbatimError('USAGE', `${name} holds ${policies.length} policies, and one is needed: ${found}.`);
  }
  const policy = policies[0]?.policy;
  if (policy) return { policy, problems };
  const lines = problems.map((problem) => describeProblem(name, problem));
  const detail = lines.length > 0 ? `is not valid:\n${lines.join('\n')}` : 'holds no policy.';
  throw new VerbatimError('POLICY_INVALID', `${name} ${detail}`, { problems });
}
