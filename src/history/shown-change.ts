import type { Change } from './change.ts';
import { type ShownDifference, shownDifference } from './field-change.ts';

/** How much of a change is given out. */
export interface Bounds {
  /** Differences of fields, and of noise. */
  readonly differences: number;
  /** JSON of one value, in UTF-16 units. */
  readonly value: number;
}

/** A change as it is given out: bounded, with its paths as text. */
export function shownChange({ of, act, effect, phrase, basis, fields, noise, notes }: Change, bounds: Bounds) {
  const { event } = of;
  const { subresource, apiGroup = '' } = event.objectRef ?? {};
  const address = event.sourceIPs?.at(-1);
  const code = event.responseStatus?.code;
  const some = (all: Change['fields']): ShownDifference[] =>
    all.slice(0, bounds.differences).map((one) => shownDifference(one, bounds.value));
  return {
    id: of.id,
    time: of.time,
    cluster: of.cluster,
    platform: of.platform,
    apiGroup,
    actor: of.actor,
    outcome: of.outcome,
    verb: event.verb ?? '',
    ...(subresource ? { subresource } : {}),
    ...(event.level ? { level: event.level } : {}),
    ...(code ? { code } : {}),
    ...(address ? { address } : {}),
    ...(event.userAgent ? { agent: event.userAgent } : {}),
    act,
    effect,
    phrase,
    basis,
    fields: some(fields),
    moreFields: Math.max(0, fields.length - bounds.differences),
    noise: some(noise),
    moreNoise: Math.max(0, noise.length - bounds.differences),
    notes: [...notes],
  };
}
