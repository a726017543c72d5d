import type { FieldChange } from '../../../../src/api/contract.ts';
import { diff } from '../../../../src/history/diff/diff.ts';
import type { Json } from '../../../../src/history/diff/json.ts';
import { shownDifference } from '../../../../src/history/field-change.ts';
import { isNoise } from '../../../../src/history/noise.ts';

/** JSON of one value that is shown, in UTF-16 units. */
const MAX_VALUE = 10_000;
/** Differences that are shown: more than anybody reads. */
const MAX_SHOWN = 500;

export interface Compared {
  readonly differences: readonly FieldChange[];
  /** How many more there are. */
  readonly more: number;
  /** How many of versions and status are left out. */
  readonly hidden: number;
}

/** What differs between two bodies of an object. */
export function compareBodies(before: unknown, after: unknown, noise: boolean): Compared {
  const all = diff((before ?? {}) as Json, (after ?? {}) as Json);
  const wanted = noise ? all : all.filter(({ path }) => !isNoise(path));
  return {
    differences: wanted.slice(0, MAX_SHOWN).map((one) => shownDifference(one, MAX_VALUE)),
    more: Math.max(0, wanted.length - MAX_SHOWN),
    hidden: all.length - wanted.length,
  };
}
