import { conflict } from '../model/answer.ts';
import { query } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Operator } from './platform.ts';

/** client-go's default for renewing a leader's lease. */
const RENEW_MS = 2_000;
/** Two replicas seldom write at once; then one of them is refused. */
const CONFLICTS = 0.004;
/** A leader that still holds its lease writes it without reading it first; older clients read it each time. */
const REREAD = 0.3;
const FIVE_SECONDS = query({ timeout: '5s' });

function* renewing(traffic: Traffic, random: Random, by: Caller, namespace: string, name: string): Process {
  const lease = { by, kind: KINDS.leases, namespace, name, query: FIVE_SECONDS };
  const uid = uuidOf(`lease/${namespace}/${name}`);
  const refused = conflict(KINDS.leases, name);
  yield traffic.every(random, RENEW_MS) * random.unit();
  for (;;) {
    if (random.chance(REREAD)) {
      traffic.send({ ...lease, verb: 'get' });
      yield 4;
    }
    const answer = random.chance(CONFLICTS) ? refused : undefined;
    traffic.send({ ...lease, verb: 'update', uid, resourceVersion: traffic.revision(), answer });
    yield traffic.every(random, RENEW_MS);
  }
}

/** Leader election: whoever leads renews its lease every two seconds. */
export function startLeaders(
  traffic: Traffic,
  random: Random,
  plane: ControlPlane,
  platform: readonly Operator[],
): void {
  traffic.start(renewing(traffic, random, plane.scheduler, 'kube-system', 'kube-scheduler'));
  traffic.start(renewing(traffic, random, plane.controllerManager, 'kube-system', 'kube-controller-manager'));
  for (const { by, namespace, lease } of platform) {
    traffic.start(renewing(traffic, random.fork(lease), by, namespace, lease));
  }
}
