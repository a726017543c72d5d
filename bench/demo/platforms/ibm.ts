import { byLines } from '../deliver/lines.ts';
import { type Action, activityLine, type Initiator } from '../lines/activity-tracker.ts';
import type { DemoCluster } from '../platform.ts';
import { type Beat, type Deed, type Routine, sceneTraffic } from '../scene.ts';

const NAME = 'ibm';
const CLI = 'IBM Cloud CLI/2.29.0';
const CLUSTER = 'orders-eu';

const ANA: Initiator = {
  id: 'IBMid-0000000101',
  name: 'ana.souza@example.com',
  address: '10.50.3.9',
  agent: CLI,
  kind: 'user',
};
const BEN: Initiator = {
  id: 'IBMid-0000000102',
  name: 'ben.okafor@example.com',
  address: '10.50.3.40',
  agent: CLI,
  kind: 'user',
};
const PIPELINE: Initiator = {
  id: 'iam-ServiceId-0c4e',
  name: 'orders-pipeline',
  address: '10.50.8.2',
  agent: 'terraform/1.9',
  kind: 'serviceid',
};
/** The pipeline’s key, used from an address of TEST-NET-3 (RFC 5737) that nobody else in the traffic has. */
const STOLEN: Initiator = { ...PIPELINE, address: '203.0.113.150', agent: 'curl/8.9.1' };

function did(action: Action): Deed {
  return (moment) => activityLine(moment, action);
}

function refused(action: string, target: string, failure: string): Deed {
  return did({ action, by: STOLEN, target, code: 403, failure });
}

const ROUTINES: readonly Routine[] = [
  { every: 30, deed: did({ action: 'containers-kubernetes.cluster.read', by: PIPELINE, target: CLUSTER }) },
  { every: 45, deed: did({ action: 'iam-identity.serviceid-apikey.login', by: PIPELINE, target: PIPELINE.name }) },
  { every: 60, deed: did({ action: 'container-registry.image.pull', by: PIPELINE, target: 'icr.io/orders/api' }) },
  ...[ANA, BEN].flatMap((by): Routine[] => [
    { every: 700, deed: did({ action: 'iam-identity.user-refreshtoken.login', by, target: by.name }) },
    {
      every: 5_000,
      deed: did({
        action: 'iam-identity.user.login',
        by,
        target: by.name,
        code: 401,
        failure: 'The password is not correct.',
      }),
    },
    { every: 120, deed: did({ action: 'containers-kubernetes.cluster.config', by, target: CLUSTER }) },
    { every: 400, deed: did({ action: 'containers-kubernetes.worker.read', by, target: `${CLUSTER}-default` }) },
  ]),
];

/** A worker pool grows; a key that leaked is tried on all that it opens, and is then deleted. */
const STORY: readonly Beat[] = [
  {
    ago: 55,
    deed: did({
      action: 'containers-kubernetes.workerpool.update',
      by: ANA,
      target: `${CLUSTER}-default`,
      request: { sizePerZone: 5 },
    }),
  },
  { ago: 40, deed: did({ action: 'iam-identity.serviceid-apikey.login', by: STOLEN, target: STOLEN.name }) },
  { ago: 39.5, deed: did({ action: 'containers-kubernetes.cluster.config', by: STOLEN, target: CLUSTER }) },
  { ago: 38, deed: did({ action: 'secrets-manager.secret.read', by: STOLEN, target: 'orders-database' }) },
  { ago: 36, deed: refused('iam-groups.member.add', 'Administrators', 'The service id may not change this group.') },
  {
    ago: 35,
    deed: refused('containers-kubernetes.cluster.delete', CLUSTER, 'The service id lacks the role Administrator.'),
  },
  {
    ago: 34,
    deed: refused('containers-kubernetes.cluster.delete', CLUSTER, 'The service id lacks the role Administrator.'),
  },
  { ago: 22, deed: did({ action: 'iam-identity.serviceid-apikey.delete', by: BEN, target: 'orders-pipeline-key' }) },
];

/** The services of IBM Cloud around a cluster, as Activity Tracker streams them. */
export const IBM_CLUSTER: DemoCluster = {
  name: NAME,
  about: 'IBM Cloud: the key of a pipeline was used from an address that is not its own',
  createTraffic: (span) => sceneTraffic(NAME, { routines: ROUTINES, story: STORY }, span),
  connect: byLines,
  suggestions: [
    { title: 'From where does the pipeline work?', command: ['top', 'sourceIPs', 'user: orders-pipeline'] },
    {
      title: 'What was the leaked key used for?',
      command: ['search', `platform: ibm and ip: ${STOLEN.address}`, '--order', 'asc'],
    },
  ],
};
