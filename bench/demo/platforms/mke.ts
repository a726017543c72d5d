import { byLines } from '../deliver/lines.ts';
import { type SwarmRequest, type SwarmUser, ucpLine } from '../lines/mke.ts';
import type { DemoCluster } from '../platform.ts';
import { type Beat, type Deed, type Routine, sceneTraffic } from '../scene.ts';

const NAME = 'mke';
const HANA: SwarmUser = { name: 'hana', address: '10.30.1.14' };
const IGOR: SwarmUser = { name: 'igor', address: '10.30.1.22' };
/** An outside contractor. */
const JONAS: SwarmUser = { name: 'jonas', address: '192.0.2.140' };
const DEPLOYER: SwarmUser = { name: 'ci-deployer', address: '10.30.9.3' };
const MONITOR: SwarmUser = { name: 'monitoring', address: '10.30.9.8' };
const SERVICES = ['web', 'cart', 'ledger', 'mailer'] as const;
const IMAGE = 'registry.example.com/ledger';

function asked(request: SwarmRequest): Deed {
  return (moment) => ucpLine(moment, request);
}

const ROUTINES: readonly Routine[] = [
  { every: 4, deed: asked({ by: MONITOR, verb: 'GET', uri: '/v1.41/nodes' }) },
  { every: 6, deed: asked({ by: MONITOR, verb: 'GET', uri: '/v1.41/services' }) },
  {
    every: 240,
    deed: (moment) => {
      const name = moment.random.pick(SERVICES);
      const version = moment.random.below(1_000);
      return ucpLine(moment, { by: DEPLOYER, verb: 'POST', uri: `/v1.41/services/${name}/update?version=${version}` });
    },
  },
  { every: 300, deed: asked({ by: DEPLOYER, verb: 'GET', uri: '/apis/apps/v1/namespaces/default/deployments' }) },
  ...[HANA, IGOR, JONAS].flatMap((by): Routine[] => [
    { every: 1_500, deed: asked({ by, verb: 'POST', uri: '/auth/login', code: 200 }) },
    { every: 6_000, deed: asked({ by, verb: 'POST', uri: '/auth/login', code: 401 }) },
    { every: 90, deed: asked({ by, verb: 'GET', uri: '/v1.41/containers/json' }) },
    {
      every: 200,
      deed: (moment) =>
        ucpLine(moment, { by, verb: 'get', uri: `/v1.41/services/${moment.random.pick(SERVICES)}/logs?stdout=1` }),
    },
  ]),
];

/** The contractor opens a shell in the ledger, runs a container that holds the host, and has less recorded. */
const STORY: readonly Beat[] = [
  ...[52, 51.6, 51.2].map((ago) => ({ ago, deed: asked({ by: JONAS, verb: 'POST', uri: '/auth/login', code: 401 }) })),
  { ago: 50.9, deed: asked({ by: JONAS, verb: 'POST', uri: '/auth/login', code: 200 }) },
  { ago: 49, deed: asked({ by: JONAS, verb: 'GET', uri: '/v1.41/secrets' }) },
  {
    ago: 47,
    deed: asked({
      by: JONAS,
      verb: 'POST',
      uri: '/v1.41/containers/ledger.1.x7k2p/exec',
      body: { AttachStdin: true, Tty: true, Cmd: ['sh'] },
    }),
  },
  {
    ago: 44,
    deed: asked({
      by: JONAS,
      verb: 'POST',
      uri: '/v1.41/containers/create?name=maintenance',
      body: {
        Image: 'docker.io/library/alpine:3',
        HostConfig: { Privileged: true, Binds: ['/:/host', '/var/run/docker.sock:/var/run/docker.sock'] },
      },
    }),
  },
  { ago: 43.8, deed: asked({ by: JONAS, verb: 'POST', uri: '/v1.41/containers/maintenance/start' }) },
  {
    ago: 41,
    deed: asked({ by: JONAS, verb: 'PUT', uri: '/api/ucp/config/logging', body: { auditLevel: 'metadata' } }),
  },
  { ago: 39, deed: asked({ by: JONAS, verb: 'DELETE', uri: '/v1.41/containers/maintenance?force=1' }) },
  {
    ago: 20,
    deed: asked({
      by: DEPLOYER,
      verb: 'POST',
      uri: '/v1.41/services/ledger/update?version=871',
      body: { Name: 'ledger', TaskTemplate: { ContainerSpec: { Image: `${IMAGE}:2.8` } } },
    }),
  },
  { ago: 12, deed: asked({ by: HANA, verb: 'DELETE', uri: '/accounts/contractors/members/jonas' }) },
];

/** A swarm under MKE, whose controller's output a shipper sends as Docker keeps it. */
export const MKE_CLUSTER: DemoCluster = {
  name: NAME,
  about: 'MKE with Docker Swarm: a contractor opened a shell in the ledger, and then had less recorded',
  createTraffic: (span) => sceneTraffic(NAME, { routines: ROUTINES, story: STORY }, span),
  connect: byLines,
  suggestions: [
    {
      title: 'Who ran commands in containers, or containers that hold the host?',
      command: [
        'search',
        'platform: mke and (objectRef.subresource: exec or requestObject.HostConfig.Privileged: true)',
      ],
    },
    {
      title: 'Who changed what MKE records?',
      command: ['search', 'objectRef.apiGroup: ucp.mirantis.com and resource: config and not verb: get'],
    },
  ],
};
