import { unavailable } from '../model/answer.ts';
import { query } from '../model/call.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import type { Workload } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';

/** Every twentieth workload is scaled by its load; the controller looks every 15 seconds. */
const SHARE = 20;
const EVERY_MS = 15_000;
const WITHOUT_METRICS = 0.002;
const CHANGED = 0.3;

function* scaling(traffic: Traffic, random: Random, plane: ControlPlane, workload: Workload): Process {
  const { namespace, name } = workload;
  const by = plane.autoscaler;
  const pods = { by, verb: 'list', kind: KINDS.podMetrics, namespace, query: query({ labelSelector: `app=${name}` }) };
  const scaler = { by, kind: KINDS.autoscalers, namespace, name, uid: uuidOf(`autoscalers/${namespace}/${name}`) };
  const down = unavailable();
  yield traffic.every(random, EVERY_MS) * random.unit();
  for (;;) {
    traffic.send({ by, verb: 'get', kind: KINDS.deployments, namespace, name, subresource: 'scale' });
    yield 3;
    const failed = random.chance(WITHOUT_METRICS);
    traffic.send(failed ? { ...pods, answer: down } : pods);
    if (random.chance(CHANGED)) {
      yield 5;
      traffic.send({ ...scaler, verb: 'update', subresource: 'status', resourceVersion: traffic.revision() });
    }
    yield traffic.every(random, EVERY_MS);
  }
}

/** The horizontal pod autoscaler: scale, metrics, status. */
export function startAutoscalers(traffic: Traffic, random: Random, plane: ControlPlane): void {
  for (const workload of traffic.cluster.workloads.filter((_, i) => i % SHARE === 3)) {
    traffic.start(scaling(traffic, random.fork(`${workload.namespace}/${workload.name}`), plane, workload));
  }
}
