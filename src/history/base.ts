import { actOf } from './acts.ts';
import { contentOf } from './content.ts';
import { isAboutMore, type ObjectName } from './deleted-with.ts';
import { effectOf } from './effect.ts';
import type { Happening } from './happening.ts';

/**
 * Whether earlier events tell what the objects of later ones were: for each there is a whole body, its creation or its
 * deletion, before which nothing matters.
 */
export function isBaseFor(earlier: readonly Happening[], later: readonly Happening[], name: ObjectName): boolean {
  const settled = new Set(earlier.filter((one) => settles(one, name)).map(keyOf));
  return later.every((one) => isAboutMore(one, name) || settled.has(keyOf(one)));
}

function settles(one: Happening, name: ObjectName): boolean {
  if (isAboutMore(one, name)) return false;
  const act = actOf(one.event);
  if (effectOf(one, act) !== 'applied') return act === 'read' && contentOf(one.event).answered !== undefined;
  return act === 'created' || act === 'deleted' || contentOf(one.event).answered !== undefined;
}

function keyOf({ cluster, event }: Happening): string {
  return `${cluster} ${event.objectRef?.apiGroup ?? ''}`;
}
