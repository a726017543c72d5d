import { conflict, notFound, webhookFailed } from '../model/answer.ts';
import { query } from '../model/call.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { eventName } from './event-name.ts';
import type { Operator } from './platform.ts';

const MISSING = 0.08;
const CONFLICTS = 0.05;
/** Of patches; admission webhooks time out now and then. */
const WEBHOOK_FAILURES = 0.02;
const LISTS = 0.05;
const PAGE = query({ limit: '500', resourceVersion: '0' });
const WEBHOOK_DOWN = webhookFailed(
  'validate.nginx.ingress.kubernetes.io',
  'ingress-nginx-controller-admission.ingress-nginx.svc',
);

/** One reconciliation: read the object, mostly find nothing to do, else write its status or the object. */
function* reconciling(traffic: Traffic, random: Random, { by, owns, everyMs }: Operator): Process {
  for (;;) {
    yield traffic.sometime(random, everyMs);
    const kind = random.pick(owns);
    const workload = traffic.cluster.anyWorkload(random);
    const namespace = kind.namespaced ? workload.namespace : undefined;
    const name = kind.resource === 'nodes' ? random.pick(traffic.cluster.nodes).name : workload.name;
    const target = { by, kind, namespace, name };
    if (random.chance(LISTS)) {
      traffic.send({ by, kind, namespace, verb: 'list', query: PAGE });
      continue;
    }
    if (random.chance(MISSING)) {
      traffic.send({ ...target, verb: 'get', answer: notFound(kind, name) });
      continue;
    }
    traffic.send({ ...target, verb: 'get' });
    const dice = random.unit();
    if (dice < 0.55) continue;
    yield 6;
    if (dice < 0.8) {
      const uid = uuidOf(`${kind.resource}/${namespace}/${name}`);
      const answer = random.chance(CONFLICTS) ? conflict(kind, name) : undefined;
      const subresource = kind === KINDS.configMaps || kind === KINDS.secrets ? undefined : 'status';
      traffic.send({ ...target, verb: 'update', subresource, uid, resourceVersion: traffic.revision(), answer });
    } else if (dice < 0.94) {
      const answer = random.chance(WEBHOOK_FAILURES) ? WEBHOOK_DOWN : undefined;
      traffic.send({ ...target, verb: 'patch', query: query({ fieldManager: 'operator', force: 'true' }), answer });
    } else {
      traffic.send({
        by,
        kind: KINDS.events,
        namespace: namespace ?? 'default',
        name: eventName(traffic, name),
        verb: 'create',
      });
    }
  }
}

export function startOperators(traffic: Traffic, random: Random, platform: readonly Operator[]): void {
  for (const operator of platform) {
    if (operator.owns.length > 0) traffic.start(reconciling(traffic, random.fork(operator.lease), operator));
  }
}
