import type { Caller } from '../model/caller.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import { deployedAccount } from '../model/service-account.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';

/** Aggregated API servers and proxies that have their callers' tokens and rights reviewed. */
const REVIEWERS = [
  ['kube-system', 'metrics-server', 'metrics-server/v0.7.2 (linux/amd64) kubernetes/b6d1d3f', 4_200],
  ['monitoring', 'kube-rbac-proxy', 'kube-rbac-proxy/v0.18.2 (linux/amd64) kubernetes/$Format', 2_400],
  ['monitoring', 'prometheus-adapter', 'adapter/v0.0.0 (linux/amd64) kubernetes/$Format', 5_400],
  ['kyverno', 'kyverno-admission-controller', 'kyverno/v0.0.0 (linux/amd64) kubernetes/$Format', 3_000],
] as const;

function* reviewing(traffic: Traffic, random: Random, by: Caller, everyMs: number): Process {
  for (;;) {
    yield traffic.sometime(random, everyMs);
    if (random.chance(0.3)) traffic.send({ by, verb: 'create', kind: KINDS.tokenReviews });
    traffic.send({ by, verb: 'create', kind: KINDS.subjectReviews });
  }
}

export function startReviews(traffic: Traffic, random: Random): void {
  for (const [namespace, name, agent, everyMs] of REVIEWERS) {
    const own = random.fork(name);
    const deployment = `${name}-6d4c8f9b57`;
    const by = deployedAccount(own, traffic.cluster.nodes, { namespace, name, agent, deployment });
    traffic.start(reviewing(traffic, own, by, everyMs));
  }
}
