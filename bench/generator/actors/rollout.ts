import { conflict } from '../model/answer.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { podPrefix, rollOut, type Workload } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';
import { type Owner, startPod, stopPod } from './pod-life.ts';

/** The deployment and replica set controllers often write what the other has just written. */
const CONFLICTS = 0.12;

export function replicaSetOf(plane: ControlPlane, workload: Workload): Owner {
  const { namespace, name } = workload;
  return { by: plane.replicaSets, kind: KINDS.replicaSets, namespace, name: podPrefix(workload), app: name };
}

function updateDeployment(
  traffic: Traffic,
  random: Random,
  plane: ControlPlane,
  { namespace, name, uid }: Workload,
): void {
  const status = { by: plane.deployments, kind: KINDS.deployments, namespace, name, uid, subresource: 'status' };
  const answer = random.chance(CONFLICTS) ? conflict(KINDS.deployments, name) : undefined;
  traffic.send({ ...status, verb: 'update', resourceVersion: traffic.revision(), answer });
}

/** A new pod template: a new replica set grows pod by pod, while the old one shrinks. */
export function* rollout(traffic: Traffic, random: Random, plane: ControlPlane, workload: Workload): Process {
  const before = replicaSetOf(plane, workload);
  const old = rollOut(random, traffic.cluster.nodes, workload);
  const after = replicaSetOf(plane, workload);
  const { namespace } = workload;
  const sets = { by: plane.deployments, kind: KINDS.replicaSets, namespace };
  const pods = workload.pods;
  yield 20;
  traffic.send({ ...sets, verb: 'create', name: after.name });
  yield 10;
  for (const [i, pod] of pods.entries()) {
    for (const { name } of [after, before]) {
      const uid = uuidOf(`replicasets/${namespace}/${name}`);
      traffic.send({ ...sets, verb: 'update', name, uid, resourceVersion: traffic.revision() });
    }
    updateDeployment(traffic, random, plane, workload);
    traffic.start(startPod(traffic, random, plane, after, pod), 8);
    yield 3_000 + random.below(9_000);
    traffic.start(stopPod(traffic, random, plane, before, old[i]!));
  }
  updateDeployment(traffic, random, plane, workload);
}
