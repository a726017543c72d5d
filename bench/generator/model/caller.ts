import { goJson, goMap } from '../write/go-json.ts';

/** Who authenticated, as `UserInfo` of authentication.k8s.io/v1. */
export interface Identity {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Someone who sends requests, with the parts of a line that stay the same for all of them. */
export interface Caller {
  readonly identity: Identity;
  /** Who the request is made as: the impersonated user where there is one. */
  readonly actor: string;
  /** `"user":{…}` and, where impersonated, `,"impersonatedUser":{…}` */
  readonly user: string;
  /** `"sourceIPs":[…],"userAgent":"…"` */
  readonly origin: string;
  /** `"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"…"` */
  readonly allowed: string;
}

export interface CallerOptions {
  readonly identity: Identity;
  readonly addresses: readonly string[];
  readonly agent: string;
  /** Why the authoriser allows it. Node and system:masters requests have an empty one. */
  readonly reason?: string;
  readonly impersonated?: Identity;
}

/** JSON of a `UserInfo` in Go's order, empty parts left out. */
function userInfo({ username, uid, groups, extra }: Identity): string {
  return goJson({
    ...(username && { username }),
    ...(uid && { uid }),
    ...(groups?.length && { groups }),
    ...(extra && { extra: goMap(extra) }),
  });
}

export function createCaller({ identity, addresses, agent, reason = '', impersonated }: CallerOptions): Caller {
  const as = impersonated ? `,"impersonatedUser":${userInfo(impersonated)}` : '';
  return {
    identity,
    actor: impersonated?.username ?? identity.username,
    user: `"user":${userInfo(identity)}${as}`,
    origin: `"sourceIPs":${goJson(addresses)}${agent && `,"userAgent":${goJson(agent)}`}`,
    allowed: `"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":${goJson(reason)}`,
  };
}

/** The sentence with which RBAC explains that a cluster role allows something. */
export function byClusterRole(binding: string, role: string, subject: string): string {
  return `RBAC: allowed by ClusterRoleBinding "${binding}" of ClusterRole "${role}" to ${subject}`;
}
