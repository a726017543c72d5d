import type { Change } from './change.ts';
import type { ObjectName } from './deleted-with.ts';
import { type Happening, lastStages } from './happening.ts';
import { NOTHING_KNOWN, type ObjectState } from './state.ts';
import { step } from './step.ts';

/** One of the objects of a name: those of several clusters and API groups are not the same. */
export interface Life {
  readonly cluster: string;
  readonly apiGroup: string;
  readonly state: ObjectState;
}

export interface History {
  /** In time order. */
  readonly changes: readonly Change[];
  /** What is known of each object at the end. */
  readonly lives: readonly Life[];
}

/** What was done to the objects of a name, from requests in time order. */
export function historyOf(happenings: readonly Happening[], name: ObjectName): History {
  const lives = new Map<string, Life>();
  const changes: Change[] = [];
  for (const one of lastStages(happenings)) {
    for (const life of livesOf(one, lives, name)) {
      const { state, change } = step(life.state, one, name);
      lives.set(keyOf(life), { ...life, state });
      if (change && changes.at(-1)?.of !== one) changes.push(change);
    }
  }
  return { changes, lives: [...lives.values()] };
}

function keyOf({ cluster, apiGroup }: Pick<Life, 'cluster' | 'apiGroup'>): string {
  return `${cluster} ${apiGroup}`;
}

/** Whose life an event is part of: a namespace takes along all that is in it, whatever its group. */
function livesOf(one: Happening, lives: ReadonlyMap<string, Life>, { resource }: ObjectName): readonly Life[] {
  const { cluster, event } = one;
  const apiGroup = event.objectRef?.apiGroup ?? '';
  if (event.objectRef?.resource !== resource) return [...lives.values()].filter((life) => life.cluster === cluster);
  return [lives.get(keyOf({ cluster, apiGroup })) ?? { cluster, apiGroup, state: NOTHING_KNOWN }];
}
