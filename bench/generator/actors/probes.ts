import type { Caller } from '../model/caller.ts';
import { createCaller } from '../model/caller.ts';
import type { Random } from '../model/random.ts';
import { deployedAccount } from '../model/service-account.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';

const PUBLIC =
  'RBAC: allowed by ClusterRoleBinding "system:public-info-viewer" of ClusterRole "system:public-info-viewer" to Group "system:unauthenticated"';
const ANONYMOUS = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

function* asking(traffic: Traffic, random: Random, by: Caller, path: string, everyMs: number): Process {
  yield traffic.every(random, everyMs) * random.unit();
  for (;;) {
    traffic.visit({ by, verb: 'get', path });
    yield traffic.every(random, everyMs);
  }
}

/** Health checks of each API server by its kubelet and the load balancer, and Prometheus' scrapes. */
export function startProbes(traffic: Traffic, random: Random): void {
  const prometheus = deployedAccount(random, traffic.cluster.nodes, {
    namespace: 'monitoring',
    name: 'prometheus-k8s',
    agent: 'Prometheus/3.1.0',
    deployment: 'prometheus-k8s-0',
  });
  for (const address of traffic.cluster.controlPlane) {
    const agent = 'kube-probe/1.29';
    const probe = createCaller({ identity: ANONYMOUS, addresses: [address], agent, reason: PUBLIC });
    const balancer = createCaller({
      identity: ANONYMOUS,
      addresses: ['10.0.0.5'],
      agent: 'ELB-HealthChecker/2.0',
      reason: PUBLIC,
    });
    traffic.start(asking(traffic, random, probe, '/livez', 2_000));
    traffic.start(asking(traffic, random, probe, '/readyz', 1_000));
    traffic.start(asking(traffic, random, balancer, '/healthz', 2_000));
    traffic.start(asking(traffic, random, prometheus, '/metrics', 15_000));
    traffic.start(asking(traffic, random, prometheus, '/metrics/slis', 15_000));
  }
}
