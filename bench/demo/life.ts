import { deleted } from '../generator/model/answer.ts';
import type { Call } from '../generator/model/call.ts';
import { byClusterRole, type Caller, createCaller } from '../generator/model/caller.ts';
import { uuidOf } from '../generator/model/ids.ts';
import { KINDS } from '../generator/model/kinds.ts';
import { type Bodies, callLine } from './lines/kube.ts';
import type { Beat, Deed, Scene } from './scene.ts';

/** Objects whose requests are recorded with bodies, so that their pages show what changed. */
export const LIFE = { namespace: 'search-prod', deployment: 'suggestions', secret: 'index-credentials' } as const;

const { namespace } = LIFE;
const ROLE = byClusterRole('oidc-team-search', 'edit', 'Group "oidc:team-search"');

function person(name: string, address: string): Caller {
  const identity = { username: `${name}@example.com`, groups: ['oidc:team-search', 'system:authenticated'] };
  const agent = 'kubectl/v1.31.2 (darwin/arm64) kubernetes/9d8c2f4';
  return createCaller({ identity, addresses: [address], agent, reason: ROLE });
}
const CAROL = person('carol', '10.200.1.61');
const RUPERT = person('rupert', '10.200.2.18');

interface Release {
  readonly version: number;
  readonly replicas: number;
  readonly image: string;
  readonly timeout?: string;
}

function deployment({ version, replicas, image, timeout = '2s' }: Release): object {
  const labels = { app: LIFE.deployment };
  const env = [{ name: 'INDEX_TIMEOUT', value: timeout }];
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: {
      name: LIFE.deployment,
      namespace,
      uid: uuidOf(LIFE.deployment),
      resourceVersion: String(version),
      labels,
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'server', image: `registry.example.com/suggestions:${image}`, env }] },
      },
    },
  };
}

function secret(version: number, password: string): object {
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: { name: LIFE.secret, namespace, uid: uuidOf(LIFE.secret), resourceVersion: String(version) },
    type: 'Opaque',
    data: { username: 'c2VhcmNo', password: Buffer.from(password).toString('base64') },
  };
}

const DEPLOYMENT = { kind: KINDS.deployments, namespace, name: LIFE.deployment } as const;
const SECRET = { kind: KINDS.secrets, namespace, name: LIFE.secret } as const;

function asked(call: Call, bodies: Bodies): Deed {
  return (moment) => callLine(moment, call, bodies);
}

function scale(by: Caller, replicas: number): Deed {
  const answered = {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name: LIFE.deployment, namespace },
    spec: { replicas },
  };
  return asked({ by, verb: 'patch', ...DEPLOYMENT, subresource: 'scale' }, { sent: { spec: { replicas } }, answered });
}

function release(by: Caller, verb: 'create' | 'update', of: Release): Deed {
  return asked({ by, verb, ...DEPLOYMENT }, { sent: deployment(of) });
}

const STORY: readonly Beat[] = [
  { ago: 58, deed: asked({ by: CAROL, verb: 'create', ...SECRET }, { sent: secret(7_001, 'first') }) },
  { ago: 57, deed: release(CAROL, 'create', { version: 7_002, replicas: 2, image: '1.4.0' }) },
  { ago: 48, deed: scale(CAROL, 4) },
  { ago: 41, deed: release(RUPERT, 'update', { version: 7_130, replicas: 4, image: '1.5.0' }) },
  { ago: 33, deed: release(RUPERT, 'update', { version: 7_201, replicas: 4, image: '1.5.0', timeout: '10s' }) },
  { ago: 27, deed: asked({ by: RUPERT, verb: 'update', ...SECRET }, { sent: secret(7_260, 'second') }) },
  { ago: 24, deed: scale(RUPERT, 9) },
  {
    ago: 9,
    deed: asked(
      {
        by: CAROL,
        verb: 'delete',
        ...DEPLOYMENT,
        answer: deleted(KINDS.deployments, LIFE.deployment, uuidOf(LIFE.deployment)),
      },
      { sent: { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/__internal', propagationPolicy: 'Background' } },
    ),
  },
];

/** A deployment that is created, scaled, given another image and deleted, and the secret that it reads. */
export const LIFE_SCENE: Scene = { routines: [], story: STORY };
