import type { Logger } from 'pino';
import { policyChangeDeed } from '../api/audit/policy-change.ts';
import type { Recorder } from '../api/audit/recorder.ts';
import type { Config } from '../config/schema.ts';
import type { Metrics } from '../metrics.ts';
import { type OpenedAdmission, openAdmission } from './open-admission.ts';

/** The policies that decide what is kept, told where operators look. */
export interface StartedPolicies extends Omit<OpenedAdmission, 'follow'> {
  /** Keeps the policies as their files have them, until a signal. */
  readonly follow: (recorder: Recorder, signal: AbortSignal) => void;
}

/** Throws CONFIG_INVALID. */
export async function startPolicies(
  rules: Config['admission'],
  metrics: Metrics,
  log: Logger,
): Promise<StartedPolicies> {
  const opened = await openAdmission(rules, () => new Date());
  const changed = (policy: string) => {
    metrics.policyReloaded(policy, 'changed');
    log.info({ policy }, 'A changed policy is in use.');
  };
  const refused = (policy: string, err: unknown) => {
    metrics.policyReloaded(policy, 'refused');
    log.error({ policy, err }, 'The file of a policy has changed and cannot be used; the policy before stays in use.');
  };
  return {
    ...opened,
    follow: (recorder, signal) => {
      const record = (change: Parameters<typeof policyChangeDeed>[0]) => recorder.record(policyChangeDeed(change));
      void opened.follow({ record, changed, refused, signal });
    },
  };
}
