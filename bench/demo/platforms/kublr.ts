import { deleted, forbidden } from '../../generator/model/answer.ts';
import type { Call } from '../../generator/model/call.ts';
import { byClusterRole, type Caller, createCaller } from '../../generator/model/caller.ts';
import { uuidOf } from '../../generator/model/ids.ts';
import { define, KINDS } from '../../generator/model/kinds.ts';
import { byWebhook } from '../deliver/webhook.ts';
import { type Bodies, callLine } from '../lines/kube.ts';
import type { DemoCluster } from '../platform.ts';
import { type Beat, type Deed, type Routine, sceneTraffic } from '../scene.ts';

const NAME = 'kublr';
/** Where the management plane keeps the specifications of its clusters. */
const SPECIFICATIONS = define('Cluster', 'clusters', 'kublr.example.com');
const SPACE = 'spaces-default';
const EDGE = 'edge-1';

function person(name: string, address: string, group: string, role: string): Caller {
  const identity = { username: `${name}@example.com`, groups: [group, 'system:authenticated'] };
  const agent = 'kubectl/v1.30.4 (linux/amd64) kubernetes/a51b3b7';
  return createCaller({
    identity,
    addresses: [address],
    agent,
    reason: byClusterRole(group, role, `Group "${group}"`),
  });
}
const DANA = person('dana.weiss', '10.60.1.7', 'kublr:admins', 'cluster-admin');
const LEO = person('leo.marin', '10.60.1.19', 'kublr:operators', 'edit');

function agent(name: string, namespace: string): Caller {
  const username = `system:serviceaccount:${namespace}:${name}`;
  const identity = {
    username,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
  const reason = byClusterRole(name, name, `ServiceAccount "${name}/${namespace}"`);
  return createCaller({ identity, addresses: ['10.244.0.12'], agent: `${name}/1.29.0`, reason });
}
const AGENT = agent('kublr-operator', 'kublr');
const COLLECTOR = agent('kublr-logging-fluentd', 'kublr');

const POLICY = ['Metadata', 'None'].map(
  (level) => `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: ${level}\n`,
);

/** The specification of the edge cluster: how many workers it has, and which audit policy. */
function specification(workers: number, policy: string | undefined, version: number): object {
  return {
    kind: 'Cluster',
    apiVersion: `${SPECIFICATIONS.group}/v1`,
    metadata: { name: EDGE, namespace: SPACE, uid: uuidOf(EDGE), resourceVersion: String(version) },
    spec: {
      kublrVersion: '1.29.0',
      master: {
        kublrAgentConfig: {
          extensions: { audit_policy: { content: policy, path: 'templates/cluster_config_dir/audit-policy.yaml' } },
        },
      },
      nodes: [{ name: 'workers', initialNodeCount: workers }],
    },
  };
}

function asked(call: Call, bodies?: Bodies): Deed {
  return (moment) => callLine(moment, call, bodies);
}

const SPEC = { kind: SPECIFICATIONS, namespace: SPACE, name: EDGE } as const;

const ROUTINES: readonly Routine[] = [
  { every: 4, deed: asked({ by: AGENT, verb: 'get', ...SPEC }) },
  { every: 8, deed: asked({ by: AGENT, verb: 'patch', ...SPEC, subresource: 'status' }) },
  { every: 10, deed: asked({ by: COLLECTOR, verb: 'list', kind: KINDS.namespaces }) },
  ...[DANA, LEO].flatMap((by): Routine[] => [
    { every: 90, deed: asked({ by, verb: 'list', kind: SPECIFICATIONS, namespace: SPACE }) },
    { every: 120, deed: asked({ by, verb: 'list', kind: KINDS.nodes }) },
    { every: 200, deed: asked({ by, verb: 'get', kind: KINDS.configMaps, namespace: 'kublr', name: 'features' }) },
  ]),
  {
    every: 1_200,
    deed: asked({
      by: LEO,
      verb: 'get',
      kind: KINDS.secrets,
      namespace: 'kublr',
      name: 'cloud-credentials',
      answer: forbidden({
        username: 'leo.marin@example.com',
        verb: 'get',
        kind: KINDS.secrets,
        namespace: 'kublr',
        name: 'cloud-credentials',
      }),
    }),
  },
];

/** A cluster is specified, grows, and is told to record nothing any more. */
const STORY: readonly Beat[] = [
  { ago: 58, deed: asked({ by: DANA, verb: 'create', ...SPEC }, { sent: specification(2, POLICY[0], 101) }) },
  { ago: 41, deed: asked({ by: LEO, verb: 'update', ...SPEC }, { sent: specification(6, POLICY[0], 148) }) },
  { ago: 17, deed: asked({ by: LEO, verb: 'update', ...SPEC }, { sent: specification(6, POLICY[1], 190) }) },
  {
    ago: 15,
    deed: asked({
      by: LEO,
      verb: 'delete',
      kind: KINDS.configMaps,
      namespace: 'kublr',
      name: 'audit-forwarder',
      answer: deleted(KINDS.configMaps, 'audit-forwarder', uuidOf('audit-forwarder')),
    }),
  },
];

/** The management plane of Kublr, a Kubernetes cluster with the specifications of others. */
export const KUBLR_CLUSTER: DemoCluster = {
  name: NAME,
  about: 'Kublr: the specification of a cluster was changed so that it records nothing',
  createTraffic: (span) => sceneTraffic(NAME, { routines: ROUTINES, story: STORY }, span),
  connect: byWebhook,
  suggestions: [
    {
      title: 'Who changed the specification of edge-1, and what in it?',
      command: ['history', 'clusters', EDGE, '-n', SPACE, '--cluster', NAME],
    },
  ],
};
