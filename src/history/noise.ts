import type { Path } from './diff/path.ts';
import { LAST_APPLIED } from './last-applied.ts';

/** Members of `metadata` that the server keeps for itself. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'managedFields',
  'resourceVersion',
  'generation',
  'selfLink',
  'creationTimestamp',
]);

/** Annotations that follow from the rest. */
const FOLLOWING: ReadonlySet<string> = new Set([LAST_APPLIED, 'deployment.kubernetes.io/revision']);

/** Whether a difference there tells of the machinery rather than of what somebody wanted. */
export function isNoise([first, second, third]: Path): boolean {
  if (first === 'status') return true;
  if (first !== 'metadata' || typeof second !== 'string') return false;
  return OF_THE_SERVER.has(second) || (second === 'annotations' && typeof third === 'string' && FOLLOWING.has(third));
}
