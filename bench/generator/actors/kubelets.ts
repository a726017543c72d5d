import { query } from '../model/call.ts';
import type { Node } from '../model/cluster.ts';
import { suffix, uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { watching } from './watching.ts';

const LEASE_MS = 10_000;
/** The kubelet compares its node with what it sees; mostly nothing changed. */
const STATUS_MS = 10_000;
const CHANGED = 0.06;
/** A node's pods renew their tokens within the hour; some thirty pods a node. */
const TOKEN_MS = 96_000;
/** Every scraper's token is reviewed again when the kubelet's cache has forgotten it. */
const REVIEW_MS = 60_000;
/** Short-lived certificates: one an hour and node. */
const CERTIFICATE_MS = 3_600_000;
const NODE_LEASES = 'kube-node-lease';
const TEN_SECONDS = query({ timeout: '10s' });
const FROM_CACHE = query({ resourceVersion: '0', timeout: '10s' });

function* leases(traffic: Traffic, random: Random, { name, kubelet }: Node): Process {
  const lease = { by: kubelet, kind: KINDS.leases, namespace: NODE_LEASES, name, query: TEN_SECONDS };
  const uid = uuidOf(`lease/${name}`);
  yield traffic.every(random, LEASE_MS) * random.unit();
  for (;;) {
    traffic.send({ ...lease, verb: 'update', uid, resourceVersion: traffic.revision() });
    yield traffic.every(random, LEASE_MS);
  }
}

function* status(traffic: Traffic, random: Random, { name, kubelet }: Node): Process {
  yield traffic.every(random, STATUS_MS) * random.unit();
  for (;;) {
    traffic.send({ by: kubelet, verb: 'get', kind: KINDS.nodes, name, query: FROM_CACHE });
    if (random.chance(CHANGED)) {
      yield 12;
      traffic.send({ by: kubelet, verb: 'patch', kind: KINDS.nodes, name, subresource: 'status', query: TEN_SECONDS });
    }
    yield traffic.every(random, STATUS_MS);
  }
}

function* tokens(traffic: Traffic, random: Random, { kubelet }: Node): Process {
  for (;;) {
    yield traffic.sometime(random, TOKEN_MS);
    const { namespace, name } = traffic.cluster.anyWorkload(random);
    traffic.send({ by: kubelet, verb: 'create', kind: KINDS.serviceAccounts, namespace, name, subresource: 'token' });
  }
}

function* reviews(traffic: Traffic, random: Random, { kubelet }: Node): Process {
  yield traffic.every(random, REVIEW_MS) * random.unit();
  for (;;) {
    traffic.send({ by: kubelet, verb: 'create', kind: KINDS.tokenReviews });
    yield 3;
    traffic.send({ by: kubelet, verb: 'create', kind: KINDS.subjectReviews });
    yield traffic.every(random, REVIEW_MS);
  }
}

/** The kubelet has its serving certificate renewed and waits for it. */
function* certificates(traffic: Traffic, random: Random, { kubelet }: Node): Process {
  for (;;) {
    yield traffic.sometime(random, CERTIFICATE_MS);
    const name = `csr-${suffix(random, 5)}`;
    traffic.send({ by: kubelet, verb: 'create', kind: KINDS.signingRequests, name });
    yield 1_500;
    traffic.send({ by: kubelet, verb: 'get', kind: KINDS.signingRequests, name });
  }
}

/** What the kubelet watches: its pods, and each ConfigMap and Secret that they use by its name. */
function watchedBy(traffic: Traffic, { name }: Node) {
  const workloads = traffic.cluster.workloads.filter(({ pods }) => pods.some(({ node }) => node.name === name));
  return [
    { kind: KINDS.pods, fieldSelector: `spec.nodeName=${name}` },
    { kind: KINDS.services },
    { kind: KINDS.runtimeClasses },
    ...workloads.flatMap((workload) => [
      { kind: KINDS.configMaps, namespace: workload.namespace, fieldSelector: 'metadata.name=kube-root-ca.crt' },
      { kind: KINDS.secrets, namespace: workload.namespace, fieldSelector: `metadata.name=${workload.name}` },
    ]),
  ];
}

/** Every node's kubelet: leases every ten seconds, status, tokens for its pods, reviews of scrapers, watches. */
export function startKubelets(traffic: Traffic, random: Random): void {
  for (const node of traffic.cluster.nodes) {
    const own = random.fork(node.name);
    for (const part of [leases, status, tokens, reviews, certificates])
      traffic.start(part(traffic, own.fork(part.name), node));
    traffic.start(watching(traffic, own.fork('watching'), node.kubelet, watchedBy(traffic, node)));
  }
}
