import { compile } from '../compile.ts';
import type { Policy } from '../policy.ts';
import type { LintFinding } from './finding.ts';
import { probed } from './probed.ts';
import { shadowedRules, wordsThatNeverMatch } from './rules-that-never-decide.ts';
import { catchAll, managedFields, requestReceived } from './whole.ts';

/** Everything that a valid policy probably does not mean, in the order of its lines. */
export function lint(policy: Policy): LintFinding[] {
  return [
    ...shadowedRules(policy),
    ...wordsThatNeverMatch(policy),
    ...probed(policy, compile(policy)),
    ...catchAll(policy),
    ...requestReceived(policy),
    ...managedFields(policy),
  ].sort((a, b) => a.line - b.line || Number(a.severity === 'info') - Number(b.severity === 'info'));
}
