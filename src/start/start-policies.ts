import { join } from 'node:path';
import type { Logger } from 'pino';
import { policyChangeDeed } from '../api/audit/policy-change.ts';
import type { Recorder } from '../api/audit/recorder.ts';
import type { Config } from '../config/schema.ts';
import type { Metrics } from '../metrics.ts';
import { type OpenedAdmission, openAdmission } from './open-admission.ts';
import { openRecordedPolicies } from './recorded-policies.ts';
import { soon } from './soon.ts';

/** The policies that decide what is kept, told where operators look. */
export interface StartedPolicies extends Omit<OpenedAdmission, 'follow'> {
  /** Records what has changed since it last ran; then keeps the policies as their files have them, until a signal. */
  readonly follow: (recorder: Recorder, signal: AbortSignal) => Promise<void>;
}

/** `DIR/policies.json` keeps what was recorded of them. Throws CONFIG_INVALID. */
export async function startPolicies(
  data: string,
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
    follow: async (recorder, signal) => {
      const recorded = await openRecordedPolicies({
        path: join(data, 'policies.json'),
        record: (change) => recorder.record(policyChangeDeed(change)),
        forgotten: (err) => log.warn({ err }, 'Which policy was recorded cannot be kept; it will be recorded again.'),
      });
      const inUse = opened.configured().policies.map(({ name, policy }) => ({ name, text: policy }));
      await soon(recorded.recordAll(inUse)).catch((err: unknown) =>
        log.error({ err }, 'The policies in use could not be recorded; it is tried again at the next start.'),
      );
      void opened.follow({ record: recorded.record, changed, refused, signal });
    },
  };
}
