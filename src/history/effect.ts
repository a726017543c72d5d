import { type Act, actOf } from './acts.ts';
import { isList, memberOf } from './diff/json.ts';
import type { Happening } from './happening.ts';
import { parameterOf } from './parameters.ts';

/**
 * What a request did to the object. `applied`: what it asked for · `attempted`: nothing, it was denied or failed · `dry-run`:
 * nothing, it was to be tried only · `unknown`: how it ended is not recorded · `read`: nothing, it looked.
 */
export const EFFECTS = ['applied', 'attempted', 'dry-run', 'unknown', 'read'] as const;
export type Effect = (typeof EFFECTS)[number];

export function effectOf({ event, outcome }: Happening, act: Act = actOf(event)): Effect {
  if (outcome === 'denied' || outcome === 'failed') return 'attempted';
  if (act === 'read') return 'read';
  if (parameterOf(event, 'dryRun') !== undefined || isList(memberOf(event.requestObject, 'dryRun'))) return 'dry-run';
  return outcome === 'allowed' ? 'applied' : 'unknown';
}
