import { alreadyExists, deleted } from '../model/answer.ts';
import { query } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { createWorkload } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';
import { stopPod } from './pod-life.ts';
import { replicaSetOf, rollout } from './rollout.ts';

/** A pull request's environment lives for minutes. */
const LIFE_MS = 240_000;
const APPLY = query({ fieldManager: 'kubectl', fieldValidation: 'Strict', force: 'false' });

/** What the namespace controller asks for, kind by kind, when a namespace goes. */
const CASCADE = [
  KINDS.deployments,
  KINDS.replicaSets,
  KINDS.statefulSets,
  KINDS.daemonSets,
  KINDS.jobs,
  KINDS.cronJobs,
  KINDS.pods,
  KINDS.services,
  KINDS.endpointSlices,
  KINDS.ingresses,
  KINDS.networkPolicies,
  KINDS.autoscalers,
  KINDS.configMaps,
  KINDS.secrets,
  KINDS.serviceAccounts,
  KINDS.roles,
  KINDS.roleBindings,
  KINDS.claims,
  KINDS.quotas,
  KINDS.leases,
  KINDS.certificates,
  KINDS.events,
] as const;

/** Empties a namespace that is being deleted, then lets it go. */
export function* cascade(traffic: Traffic, plane: ControlPlane, namespace: string): Process {
  const by = plane.namespaces;
  const target = { by, kind: KINDS.namespaces, name: namespace, uid: uuidOf(`namespaces/${namespace}`) };
  yield 30;
  traffic.send({ by, kind: KINDS.namespaces, name: namespace, verb: 'get' });
  for (const kind of CASCADE) {
    traffic.send({ by, kind, namespace, verb: 'deletecollection' });
    yield 7;
    traffic.send({ by, kind, namespace, verb: 'list' });
    yield 3;
  }
  for (const subresource of ['status', 'finalize']) {
    traffic.send({ ...target, verb: 'update', subresource, resourceVersion: traffic.revision() });
    yield 20;
  }
}

/** The environment of a pull request: a namespace, its objects, a rollout, and all of it deleted again. */
export function* preview(traffic: Traffic, random: Random, plane: ControlPlane, by: Caller): Process {
  const namespace = `preview-${1_000 + random.below(9_000)}`;
  const answer = random.chance(0.1) ? alreadyExists(KINDS.namespaces, namespace) : undefined;
  traffic.send({ by, kind: KINDS.namespaces, name: namespace, verb: 'create', answer });
  yield 120;
  const workload = createWorkload(random, traffic.cluster.nodes, namespace, 0);
  for (const kind of [KINDS.roleBindings, KINDS.configMaps, KINDS.secrets, KINDS.services, KINDS.deployments]) {
    traffic.send({ by, kind, namespace, name: workload.name, verb: 'patch', query: APPLY });
    yield 60;
  }
  traffic.start(rollout(traffic, random, plane, workload));
  yield traffic.sometime(random, LIFE_MS) + 60_000;
  traffic.send({ by, kind: KINDS.namespaces, name: namespace, verb: 'delete', answer: goingAway(namespace) });
  traffic.start(cascade(traffic, plane, namespace));
  const owner = replicaSetOf(plane, workload);
  for (const pod of workload.pods) traffic.start(stopPod(traffic, random, plane, owner, pod), 200);
}

function goingAway(namespace: string) {
  return deleted(KINDS.namespaces, namespace, uuidOf(`namespaces/${namespace}`));
}
