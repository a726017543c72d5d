import { uuidOf } from '../model/ids.ts';
import { KINDS, type Kind } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import type { Pod } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';
import { eventName } from './event-name.ts';

/** What owns a pod: a replica set with its controller, or a job. */
export interface Owner {
  readonly by: ControlPlane['jobs'];
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  /** Its service and service account. */
  readonly app: string;
}

const ENFORCED = '"pod-security.kubernetes.io/enforce-policy":"baseline:latest"';

/** An event of core/v1, told by the component that acts. */
function tell(traffic: Traffic, by: Owner['by'], namespace: string, about: string): void {
  traffic.send({ by, kind: KINDS.events, namespace, name: eventName(traffic, about), verb: 'create' });
}

function updateStatus(traffic: Traffic, { by, kind, namespace, name }: Owner): void {
  const uid = uuidOf(`${kind.resource}/${namespace}/${name}`);
  const resourceVersion = traffic.revision();
  traffic.send({ by, kind, namespace, name, verb: 'update', subresource: 'status', uid, resourceVersion });
}

/** The endpoints controller follows every change of a pod's readiness. */
export function updateEndpoints(traffic: Traffic, plane: ControlPlane, { namespace, app }: Owner): void {
  const name = `${app}-${uuidOf(app).slice(0, 5)}`;
  const uid = uuidOf(`endpointslices/${namespace}/${name}`);
  const slice = { by: plane.endpoints, kind: KINDS.endpointSlices, namespace, name, uid };
  traffic.send({ ...slice, verb: 'update', resourceVersion: traffic.revision() });
}

/** From the controller's create to a running pod: binding, token, status after status, events all along. */
export function* startPod(traffic: Traffic, random: Random, plane: ControlPlane, owner: Owner, pod: Pod): Process {
  const { by, namespace } = owner;
  const { kubelet } = pod.node;
  const target = { kind: KINDS.pods, namespace, name: pod.name };
  traffic.send({ by, kind: KINDS.pods, namespace, verb: 'create', notes: ENFORCED });
  yield 5;
  tell(traffic, by, namespace, owner.name);
  updateStatus(traffic, owner);
  yield 8 + random.below(30);
  traffic.send({ ...target, by: plane.scheduler, verb: 'create', subresource: 'binding', uid: pod.uid });
  yield 4;
  tell(traffic, plane.scheduler, namespace, pod.name);
  yield 20 + random.below(100);
  traffic.send({
    by: kubelet,
    kind: KINDS.serviceAccounts,
    namespace,
    name: owner.app,
    verb: 'create',
    subresource: 'token',
  });
  yield 10;
  traffic.send({ ...target, by: kubelet, verb: 'get' });
  traffic.send({ ...target, by: kubelet, verb: 'patch', subresource: 'status' });
  for (const delay of [400, 900, 150]) {
    yield delay + random.below(1_200);
    tell(traffic, kubelet, namespace, pod.name);
  }
  traffic.send({ ...target, by: kubelet, verb: 'get' });
  traffic.send({ ...target, by: kubelet, verb: 'patch', subresource: 'status' });
  yield 30;
  updateEndpoints(traffic, plane, owner);
  updateStatus(traffic, owner);
}

/** From the controller's delete to the kubelet's, which removes the object once the containers are gone. */
export function* stopPod(traffic: Traffic, random: Random, plane: ControlPlane, owner: Owner, pod: Pod): Process {
  const { namespace } = owner;
  const { kubelet } = pod.node;
  const target = { kind: KINDS.pods, namespace, name: pod.name };
  traffic.send({ ...target, by: owner.by, verb: 'delete' });
  yield 6;
  tell(traffic, owner.by, namespace, owner.name);
  updateEndpoints(traffic, plane, owner);
  yield 15;
  tell(traffic, kubelet, namespace, pod.name);
  yield 2_000 + random.below(8_000);
  traffic.send({ ...target, by: kubelet, verb: 'patch', subresource: 'status' });
  yield 40;
  traffic.send({ ...target, by: kubelet, verb: 'delete' });
  updateStatus(traffic, owner);
}
