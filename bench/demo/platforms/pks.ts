import { bySyslog } from '../deliver/syslog.ts';
import { brokerLine, pksApiLine, telemetryLine, uaaLine, userId } from '../lines/pks.ts';
import type { DemoCluster } from '../platform.ts';
import { type Beat, type Deed, type Routine, sceneTraffic } from '../scene.ts';

const NAME = 'pks';
/** Microseconds from one line of what is one step for a person to the next. */
const NEXT_LINE = 40_000;

interface Person {
  readonly name: string;
  readonly address: string;
}
const RHEA: Person = { name: 'rhea', address: '10.40.2.15' };
const MILO: Person = { name: 'milo', address: '10.40.2.31' };
/** From TEST-NET-2 (RFC 5737); nobody else in the traffic uses it. */
const ELSEWHERE = '198.51.100.140';

/** Who signs in gets a token at once. */
function signIn({ name, address }: Person): Deed {
  return ({ at, random }) => [
    uaaLine(
      { at, random },
      'UserAuthenticationSuccess',
      name,
      userId(name),
      `remoteAddress=${address}, clientId=pks_cli`,
    ),
    uaaLine(
      { at: at + NEXT_LINE, random },
      'TokenIssuedEvent',
      '["pks.clusters.admin"]',
      userId(name),
      `client=pks_cli, user=${name}`,
    ),
  ];
}

/** UAA says twice that somebody could not sign in: of the user, and of the name that was given. */
function refused({ name, address }: Person): Deed {
  return ({ at, random }) => [
    uaaLine(
      { at, random },
      'UserAuthenticationFailure',
      name,
      userId(name),
      `remoteAddress=${address}, clientId=pks_cli`,
    ),
    uaaLine({ at: at + NEXT_LINE, random }, 'PrincipalAuthenticationFailure', 'null', name, address),
  ];
}

function client(id: string, address: string): Deed {
  const origin = `remoteAddress=${address}, clientId=${id}`;
  return (moment) => uaaLine(moment, 'ClientAuthenticationSuccess', 'Client authentication success', id, origin);
}

function asked(action: string, by: Person, about: string): Deed {
  return (moment) => pksApiLine(moment, action, by.name, about);
}

function broker(task: number, state: string, operation: string, cluster: string): Deed {
  return (moment) => brokerLine(moment, task, state, operation, cluster);
}

const ROUTINES: readonly Routine[] = [
  { every: 8, deed: client('pks_cluster_client', '10.0.11.4') },
  { every: 20, deed: client('telemetry', '10.0.11.5') },
  { every: 30, deed: (moment) => telemetryLine(moment, 'checking ping') },
  { every: 900, deed: signIn(RHEA) },
  { every: 1_200, deed: signIn(MILO) },
  { every: 5_000, deed: refused(MILO) },
];

const CREATED =
  "cluster name: 'analytics', plan name: 'small'. Details: class ClusterParameters { kubernetesMasterHost: analytics.example.com kubernetesMasterPort: 8443 workerHaproxyIpAddresses: null kubernetesWorkerInstances: 3 authorizationMode: null nsxtNetworkProfile: null }";

/** Rhea has a cluster made. Milo’s password is guessed from elsewhere, a cluster goes, and a user is left behind. */
const STORY: readonly Beat[] = [
  { ago: 57, deed: signIn(RHEA) },
  { ago: 56.5, deed: asked('create-cluster', RHEA, CREATED) },
  ...[56, 54, 52].map((ago) => ({ ago, deed: broker(481, 'processing', 'create', 'analytics') })),
  { ago: 50, deed: broker(481, 'done', 'create', 'analytics') },
  ...[48, 47.7, 47.4, 47.1, 46.8].map((ago) => ({ ago, deed: refused({ ...MILO, address: ELSEWHERE }) })),
  { ago: 46.5, deed: signIn({ ...MILO, address: ELSEWHERE }) },
  {
    ago: 45,
    deed: asked(
      'update-cluster',
      MILO,
      "cluster name: 'analytics'. Details: class UpdateClusterParameters { kubernetesWorkerInstances: 12 }",
    ),
  },
  { ago: 44.5, deed: asked('delete-cluster', MILO, "cluster name: 'billing'") },
  ...[44, 42, 40].map((ago) => ({ ago, deed: broker(482, 'processing', 'delete', 'billing') })),
  { ago: 38, deed: broker(482, 'done', 'delete', 'billing') },
  {
    ago: 43,
    deed: (moment) => {
      const origin = `client=admin, details=(remoteAddress=${ELSEWHERE}, tokenType=bearertokenValue=, sub=milo, iss=https://api.pks.example.com:8443/oauth/token)`;
      return uaaLine(
        moment,
        'UserCreatedEvent',
        `["user_id=${userId('support')}","username=support"]`,
        userId('support'),
        origin,
      );
    },
  },
];

/** The management plane of PKS: UAA, the API, the on-demand broker and telemetry, by syslog. */
export const PKS_CLUSTER: DemoCluster = {
  name: NAME,
  about: 'VMware PKS with UAA and the on-demand broker: somebody guessed a password, and a cluster is gone',
  sources: () => ({ syslog: [{ id: NAME, cluster: NAME, listen: 'tcp://127.0.0.1:0' }] }),
  createTraffic: (span) => sceneTraffic(NAME, { routines: ROUTINES, story: STORY }, span),
  connect: ({ listener }, signal) => bySyslog(listener(NAME), signal),
  suggestions: [
    {
      title: 'Who could not sign in?',
      command: ['top', 'sourceIPs', 'component: uaa and verb: login and outcome: denied'],
    },
    {
      title: 'Who deleted which cluster, and what became of it?',
      command: ['search', 'platform: pks and resource: clusters and verb: delete', '--order', 'asc'],
    },
  ],
};
