import type { ActorProfile } from '../../../../src/api/contract.ts';
import type { TimeRange } from '../../ui/time-range/range.ts';

/** What the parts of an actor's page are made from. */
export interface ProfileProps {
  readonly profile: ActorProfile;
  /** Its events. */
  readonly query: string;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}
