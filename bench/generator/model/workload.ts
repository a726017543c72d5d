import type { Node } from './cluster.ts';
import { suffix, uuid } from './ids.ts';
import { COMPONENTS } from './names.ts';
import type { Random } from './random.ts';

export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly address: string;
  readonly node: Node;
}

/** A deployment with its current replica set and pods; a rollout replaces both. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The hash of its pod template: `7d9f8b6c5`. */
  hash: string;
  pods: Pod[];
}

/** One replica set of this many pods is a large one here. */
const MAX_REPLICAS = 9;
const HASH_LENGTH = 10;

export function createPod(random: Random, nodes: readonly Node[], prefix: string): Pod {
  const node = random.pick(nodes);
  const address = `10.${128 + random.below(4)}.${random.below(250)}.${2 + random.below(250)}`;
  return { name: `${prefix}-${suffix(random, 5)}`, uid: uuid(random), address, node };
}

export function podPrefix(workload: Workload): string {
  return `${workload.name}-${workload.hash}`;
}

export function createWorkload(random: Random, nodes: readonly Node[], namespace: string, index: number): Workload {
  const team = namespace.slice(0, namespace.lastIndexOf('-'));
  const generation = Math.floor(index / COMPONENTS.length);
  const name = `${team}-${COMPONENTS[index % COMPONENTS.length]}${generation === 0 ? '' : `-v${generation + 1}`}`;
  const workload: Workload = { namespace, name, uid: uuid(random), hash: suffix(random, HASH_LENGTH), pods: [] };
  const replicas = 1 + random.below(MAX_REPLICAS);
  workload.pods = Array.from({ length: replicas }, () => createPod(random, nodes, podPrefix(workload)));
  return workload;
}

/** A new pod template: new hash; returns the pods that it replaces. */
export function rollOut(random: Random, nodes: readonly Node[], workload: Workload): readonly Pod[] {
  const old = workload.pods;
  workload.hash = suffix(random, HASH_LENGTH);
  workload.pods = old.map(() => createPod(random, nodes, podPrefix(workload)));
  return old;
}
