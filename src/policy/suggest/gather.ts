import type { BodySizes, TrafficGroup, TrafficShape } from '../../event/traffic.ts';
import type { Policy } from '../policy.ts';
import { shapeOf } from '../simulate/shape.ts';
import { NODES, nodesAsOne } from './callers.ts';

/** More are not told apart by user: a policy that names so many would be read by nobody. */
const MAX_GROUPS = 100_000;

/** What has to be told apart to propose rules: what the first policy does, and every user. */
export function shapeForSuggestion(base: Policy): TrafficShape {
  const { users: _users, ...shape } = shapeOf([base]);
  return { ...shape, userGroups: [...new Set([...shape.userGroups, NODES])] };
}

/** Puts groups of several slices together. */
export interface Gathered {
  readonly add: (group: TrafficGroup) => void;
  readonly groups: () => readonly TrafficGroup[];
}

export function gather(): Gathered {
  const known = new Map<string, TrafficGroup>();

  function put(group: TrafficGroup): boolean {
    const {
      events: _events,
      bytes: _bytes,
      request: _request,
      response: _response,
      sample: _sample,
      sampleTime: _time,
      ...words
    } = group;
    const key = JSON.stringify(words);
    const before = known.get(key);
    if (!before && known.size >= MAX_GROUPS) return false;
    known.set(key, before ? joined(before, group) : group);
    return true;
  }

  return {
    add: (group) => {
      const one = nodesAsOne(group);
      if (put(one)) return;
      // Who is one of too many is taken for nobody known, about whom no rule is proposed.
      const strange = { ...one, user: '' };
      if (!put(strange)) known.set(`${known.size}`, strange);
    },
    groups: () => [...known.values()],
  };
}

function joined(a: TrafficGroup, b: TrafficGroup): TrafficGroup {
  return {
    ...a,
    events: a.events + b.events,
    bytes: a.bytes + b.bytes,
    request: sum(a.request, b.request),
    response: sum(a.response, b.response),
  };
}

function sum(a: BodySizes, b: BodySizes): BodySizes {
  return { bodies: a.bodies + b.bodies, bytes: a.bytes + b.bytes, managedBytes: a.managedBytes + b.managedBytes };
}
