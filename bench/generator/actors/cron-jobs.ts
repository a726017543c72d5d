import { query } from '../model/call.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { createPod, type Workload } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';
import { startPod } from './pod-life.ts';

/** Every eighth workload has a CronJob, which runs every five minutes. */
const SHARE = 8;
const EVERY_MS = 300_000;
const BACKGROUND = query({ propagationPolicy: 'Background' });

function* running(traffic: Traffic, random: Random, plane: ControlPlane, { namespace, name: app }: Workload): Process {
  const cronJob = { by: plane.cronJobs, kind: KINDS.cronJobs, namespace, name: `${app}-sync` };
  const uid = uuidOf(`cronjobs/${namespace}/${app}-sync`);
  const jobs = { kind: KINDS.jobs, namespace };
  for (let finished: string | undefined; ; ) {
    yield traffic.every(random, EVERY_MS) * (finished === undefined ? random.unit() : 1);
    const name = `${app}-sync-${Math.floor(traffic.now() / 60_000_000)}`;
    traffic.send({ ...jobs, by: plane.cronJobs, verb: 'create', name });
    yield 6;
    traffic.send({ ...cronJob, verb: 'update', subresource: 'status', uid, resourceVersion: traffic.revision() });
    const owner = { ...jobs, by: plane.jobs, name, app };
    traffic.start(startPod(traffic, random, plane, owner, createPod(random, traffic.cluster.nodes, name)), 20);
    yield 20_000 + random.below(40_000);
    const done = { ...jobs, by: plane.jobs, name, uid: uuidOf(`jobs/${namespace}/${name}`) };
    traffic.send({ ...done, verb: 'update', subresource: 'status', resourceVersion: traffic.revision() });
    if (finished !== undefined) {
      traffic.send({ ...jobs, by: plane.cronJobs, verb: 'delete', name: finished, query: BACKGROUND });
      yield 50;
      const names = query({ labelSelector: `job-name=${finished}` });
      traffic.send({ by: plane.garbage, verb: 'list', kind: KINDS.pods, namespace, query: names });
    }
    finished = name;
  }
}

/** CronJobs, their jobs, and the pods of those. */
export function startCronJobs(traffic: Traffic, random: Random, plane: ControlPlane): void {
  for (const workload of traffic.cluster.workloads.filter((_, i) => i % SHARE === 0)) {
    traffic.start(running(traffic, random.fork(`${workload.namespace}/${workload.name}`), plane, workload));
  }
}
