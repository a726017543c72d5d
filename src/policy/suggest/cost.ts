import type { TrafficGroup } from '../../event/traffic.ts';
import type { Decision } from '../evaluate.ts';
import type { BodyAverages } from '../simulate/body-averages.ts';
import { kindKey } from '../simulate/kind.ts';
import { asDecided } from '../simulate/outcome.ts';

/** Bytes that a decision records of a group, bodies that were not recorded estimated where they can be. */
export function costOf(group: TrafficGroup, decision: Decision, averages: BodyAverages): number {
  const { bytes, unseen } = asDecided(group, decision);
  const kind = kindKey(group);
  return (
    bytes +
    unseen.requests * (averages.request(kind, group.verb) ?? 0) +
    unseen.responses * (averages.response(kind, group.verb) ?? 0)
  );
}
