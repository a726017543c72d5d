import type { TrafficGroup } from '../../event/traffic.ts';

/** Who makes requests: the cluster itself, programs in it, or people. */
export type Caller = 'cluster' | 'program' | 'person';

/** All nodes are as good as one. */
export const NODES = 'system:nodes';
const NODE_USERS = 'system:node:';
const PROGRAMS = 'system:serviceaccount:';
/** Namespaces of what belongs to the platform. */
const PLATFORM_NAMESPACES = ['kube-', 'openshift-'];
/** Whoever it is, nobody vouches for it. */
const STRANGERS = ['system:anonymous', 'system:unauthenticated', ''];
/** Administrators sign in as these. */
const ADMINISTRATORS = ['system:admin', 'system:masters'];

export function callerOf(user: string): Caller {
  if (user.startsWith(PROGRAMS)) {
    const namespace = user.slice(PROGRAMS.length);
    return PLATFORM_NAMESPACES.some((prefix) => namespace.startsWith(prefix)) ? 'cluster' : 'program';
  }
  const isPerson = !user.startsWith('system:') || STRANGERS.includes(user) || ADMINISTRATORS.includes(user);
  return isPerson ? 'person' : 'cluster';
}

/** The group with the name by which a rule would call who asks: nodes by their group. */
export function nodesAsOne(group: TrafficGroup): TrafficGroup {
  const isNode = group.user.startsWith(NODE_USERS) && group.groups.includes(NODES);
  return isNode ? { ...group, user: NODE_USERS } : group;
}

/** The part of a rule that is about that user. */
export function ruleFor(user: string): { readonly users: string[] } | { readonly userGroups: string[] } {
  return user === NODE_USERS ? { userGroups: [NODES] } : { users: [user] };
}
