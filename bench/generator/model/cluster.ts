import { type Caller, createCaller } from './caller.ts';
import { uuid } from './ids.ts';
import { componentAgent, STAGES, TEAMS } from './names.ts';
import { popular } from './popular.ts';
import type { Random } from './random.ts';
import { createWorkload, type Workload } from './workload.ts';

export interface ClusterSize {
  readonly nodes: number;
  /** Deployments of applications, over all namespaces. */
  readonly workloads: number;
}

/** A cluster of some dozens of nodes with about a thousand pods. */
export const DEFAULT_SIZE: ClusterSize = { nodes: 80, workloads: 240 };

export interface Node {
  readonly name: string;
  readonly uid: string;
  readonly address: string;
  readonly kubelet: Caller;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  /** Addresses of the API servers. */
  readonly controlPlane: readonly string[];
  /** Of applications: `checkout-prod`. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly Workload[];
  /** Picks a workload; few are in most requests. */
  readonly anyWorkload: (random: Random) => Workload;
}

const CONTROL_PLANE = ['10.0.0.10', '10.0.0.11', '10.0.0.12'] as const;

/** Nodes lie in three zones, each with its own network of 250 addresses. */
function createNode(random: Random, index: number): Node {
  const address = `10.0.${16 + (index % 3) * 16}.${20 + Math.floor(index / 3)}`;
  const name = `worker-${'abc'[index % 3]}-${20 + Math.floor(index / 3)}`;
  const identity = { username: `system:node:${name}`, groups: ['system:nodes', 'system:authenticated'] };
  const kubelet = createCaller({ identity, addresses: [address], agent: componentAgent('kubelet') });
  return { name, uid: uuid(random), address, kubelet };
}

export function createCluster(random: Random, size: ClusterSize): Cluster {
  const nodes = Array.from({ length: size.nodes }, (_, i) => createNode(random, i));
  const namespaces = STAGES.flatMap((stage) => TEAMS.map((team) => `${team}-${stage}`));
  const workloads = Array.from({ length: size.workloads }, (_, i) =>
    createWorkload(random, nodes, namespaces[i % namespaces.length]!, Math.floor(i / namespaces.length)),
  );
  return {
    nodes,
    controlPlane: CONTROL_PLANE,
    namespaces,
    workloads,
    anyWorkload: popular(workloads),
  };
}
