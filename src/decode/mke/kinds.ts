import type { EventKind } from '../format.ts';
import { verbOf } from './deed.ts';
import { APIS, type Endpoint } from './endpoints.ts';
import { DOCKER_SWARM } from './line.ts';

/** What stands in the examples for what a path leaves open. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '{name}': 'web',
  '{name+}': 'shop/web',
  '{in}': 'acme',
  '{resource}': 'licenses',
  '{_}': 'v0',
};
const PLACEHOLDER = /\{\w+\+?\}/g;

/** Every endpoint of the table is a kind of event, and so is what is requested of Kubernetes through the controller. */
export const KINDS: readonly EventKind[] = [
  ...APIS.flatMap(({ endpoints }) => endpoints.map(kindOf)),
  {
    name: 'Kubernetes request',
    meaning: 'Somebody read or changed an object of Kubernetes through the controller.',
    identifiedBy: '"kind":"kubernetes"',
    example: exampleOf('DELETE', '/api/v1/namespaces/shop/secrets/db-password', 'kubernetes'),
    becomes: { ...known('delete'), resource: 'secrets', name: 'db-password' },
  },
  {
    name: 'Swarm request',
    meaning: 'Somebody made a request to the API of Docker or Swarm where there is no MKE.',
    identifiedBy: '"kind":"docker-swarm"',
    example: JSON.stringify(eventOf('POST', '/v1.41/services/web/update', DOCKER_SWARM, { username: 'alice' })),
    becomes: { ...known('update'), platform: 'swarm', component: 'dockerd', resource: 'services', name: 'web' },
  },
  {
    name: 'Denied request',
    meaning: 'Somebody asked for what they may not do.',
    identifiedBy: '"code":403',
    example: exampleOf('DELETE', '/v1.41/services/web', DOCKER_SWARM, { metadata: {}, code: 403 }),
    becomes: { ...known('delete'), resource: 'services', name: 'web', outcome: 'denied' },
  },
];

function kindOf({ request, becomes, meaning, nameIn }: Endpoint): EventKind {
  const [method = '', path = ''] = request.split(' ');
  const [verb = '', what = ''] = becomes.split(' ');
  const [resource = '', subresource] = what.split('/');
  const asked = method === '*' ? 'GET' : method;
  const uri = path.replaceAll(PLACEHOLDER, (one) => PLACEHOLDERS[one] ?? one);
  return {
    name: request.replace('{name+}', '{name}'),
    meaning,
    identifiedBy: markOf(path),
    example: exampleOf(asked, nameIn ? `/v1.41${uri}?${nameIn}=web` : `/v1.41${uri}`, DOCKER_SWARM),
    becomes: {
      ...known(verb === '*' ? verbOf(asked) : verb),
      resource: PLACEHOLDERS[resource] ?? resource,
      ...(subresource === undefined ? {} : { subresource }),
    },
  };
}

/** What of a path is the same in every request: what follows the last name, else what leads to it. */
function markOf(path: string): string {
  const parts = path.split(PLACEHOLDER);
  return parts.at(-1) || (parts.at(-2) ?? '');
}

function known(verb: string) {
  return { platform: 'mke', component: 'ucp-controller', actor: 'alice', verb, outcome: 'unknown' } as const;
}

/** A line as the controller writes it. */
function exampleOf(verb: string, requestURI: string, kind: string, responseStatus?: object): string {
  const id = '4ec3c2fc-0000-4000-8000-0000000000a1';
  const user = { extra: { licenseKey: ['xxxx'], username: ['alice'] }, uid: id, username: id };
  const audit = eventOf(verb, requestURI, kind, user, responseStatus);
  return JSON.stringify({ audit, level: 'info', msg: 'audit', time: '2026-03-01T03:12:45Z' });
}

function eventOf(verb: string, requestURI: string, kind: string, user: object, responseStatus?: object): object {
  return {
    auditID: 'f8ce4684-0000-4000-8000-0000000000e1',
    kind,
    level: 'metadata',
    metadata: { creationTimestamp: null },
    requestReceivedTimestamp: '2026-03-01T03:12:45.316157Z',
    requestURI,
    ...(responseStatus ? { responseStatus } : {}),
    sourceIPs: ['10.1.2.3:48516'],
    stage: 'RequestReceived',
    stageTimestamp: null,
    timestamp: null,
    user,
    verb,
  };
}
