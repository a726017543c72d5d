import type { Level } from '../policy.ts';
import type { Admission } from './admit.ts';
import { lowerReceived } from './lower-received.ts';

/** How what the audit level leaves out is counted. */
const LEFT_OUT_BY = 'mke-audit-level';

/**
 * The same admission, and of events of MKE no more than a level has. It is asked again for each event, so that a change holds
 * from the next one on. The level decides last: what a policy has left out stays out.
 */
export function withMkeLevel(admission: Admission, level: () => Level): Admission {
  return (cluster, source) => {
    const { asksAll, admit } = admission(cluster, source);
    return {
      asksAll,
      admit: (event, platform, raw) => {
        const admitted = admit(event, platform, raw);
        if (platform !== 'mke' || 'leftOutBy' in admitted) return admitted;
        const now = level();
        if (now === 'None') return { leftOutBy: LEFT_OUT_BY };
        return { raw: lowerReceived(admitted.raw, { level: now, omitManagedFields: false }) };
      },
    };
  };
}
