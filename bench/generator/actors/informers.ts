import { KINDS, type Kind } from '../model/kinds.ts';
import { componentAgent } from '../model/names.ts';
import type { Random } from '../model/random.ts';
import { serviceAccount } from '../model/service-account.ts';
import type { Traffic } from '../model/traffic.ts';
import { createPod } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Operator } from './platform.ts';
import { type Watched, watching } from './watching.ts';

/** In all namespaces. */
function everywhere(kinds: readonly Kind[]): readonly Watched[] {
  return kinds.map((kind) => ({ kind }));
}

/** Controllers, operators and the two agents of every node keep watches open on what they act upon. */
export function startInformers(
  traffic: Traffic,
  random: Random,
  plane: ControlPlane,
  platform: readonly Operator[],
): void {
  const { nodes } = traffic.cluster;
  const all = Object.values(KINDS).filter((kind) => !kind.resource.endsWith('reviews'));
  traffic.start(watching(traffic, random, plane.controllerManager, everywhere(all)));
  traffic.start(watching(traffic, random, plane.scheduler, everywhere([KINDS.pods, KINDS.nodes, KINDS.claims])));
  for (const { by, watches } of platform) traffic.start(watching(traffic, random, by, everywhere(watches)));
  for (const node of nodes) {
    const pod = { ...createPod(random, nodes, 'kube-proxy'), node, address: node.address };
    const proxy = serviceAccount({
      namespace: 'kube-system',
      name: 'kube-proxy',
      agent: componentAgent('kube-proxy'),
      pod,
      role: 'system:node-proxier',
    });
    const proxied = everywhere([KINDS.services, KINDS.endpointSlices, KINDS.nodes]);
    traffic.start(watching(traffic, random, proxy, proxied));
  }
  traffic.start(watching(traffic, random, plane.apiServer, [{ kind: KINDS.configMaps, namespace: 'kube-system' }]));
}
