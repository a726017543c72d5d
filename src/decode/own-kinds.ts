import { OWN_NAME } from '../event/record.ts';
import type { EventKind } from './format.ts';

type Row = readonly [does: string, meaning: string, request?: string, code?: number];

/** What Verbatim records of itself: events of the cluster and the platform `verbatim`, in the shape of `audit.k8s.io/v1`. */
const ROWS: readonly Row[] = [
  ['search events', 'Somebody searched the events, or read on.', 'GET /api/v1/events?query=verb%3A+delete'],
  [
    'count events',
    'Somebody had events counted: the most frequent values, or over time.',
    'GET /api/v1/top?field=verb',
  ],
  ['get events', 'Somebody read one record.', 'GET /api/v1/events/0b1c-7'],
  ['watch events', 'Somebody followed the events as they came.', 'GET /api/v1/tail'],
  ['list actors', 'Somebody read who is known by which names, or who acted.', 'GET /api/v1/actors'],
  ['get actors', 'Somebody read what one does.', 'GET /api/v1/actors/alice/profile'],
  ['list objects', 'Somebody searched for objects that were changed.', 'GET /api/v1/objects?prefix=api'],
  [
    'get objects',
    'Somebody read what was done to an object, or what it was at a moment.',
    'GET /api/v1/objects/prod/deployments/api/history',
  ],
  ['list node-logs', 'Somebody listed the files that were recorded of nodes.', 'GET /api/v1/node-logs'],
  ['get node-logs', 'Somebody read a recorded file of a node.', 'GET /api/v1/node-logs/content?path=audit.log'],
  ['list policies', 'Somebody read which audit policies are in use.', 'GET /api/v1/policies'],
  ['update policies', 'The file of an audit policy in use has changed.'],
  ['simulate policies', 'Somebody replayed events through audit policies.', 'POST /api/v1/policies/simulate'],
  ['suggest policies', 'Somebody had an audit policy proposed for the events.', 'POST /api/v1/policies/suggest'],
  ['list clusters', 'Somebody listed the clusters.', 'GET /api/v1/clusters'],
  ['get clusters', 'Somebody read a cluster.', 'GET /api/v1/clusters/prod'],
  ['create clusters', 'Somebody made the credential of a cluster.', 'POST /api/v1/clusters', 201],
  ['delete clusters', 'Somebody took away the credential of a cluster.', 'DELETE /api/v1/clusters/prod'],
  ['list tokens', 'Somebody listed the tokens.', 'GET /api/v1/tokens'],
  ['create tokens', 'Somebody made a token.', 'POST /api/v1/tokens', 201],
  ['delete tokens', 'Somebody revoked a token.', 'DELETE /api/v1/tokens/tok_1'],
  ['list searches', 'Somebody listed the searches that they saved.', 'GET /api/v1/searches'],
  ['create searches', 'Somebody saved a search.', 'POST /api/v1/searches', 201],
  ['delete searches', 'Somebody removed a search that they had saved.', 'DELETE /api/v1/searches/srch_1', 204],
  ['login sessions', 'Somebody signed in with a browser.', 'POST /api/v1/session'],
  ['logout sessions', 'Somebody signed out.', 'DELETE /api/v1/session', 204],
  ['get logging-configs', 'Somebody read what is recorded of MKE.', 'GET /api/ucp/config/logging'],
  ['update logging-configs', 'Somebody changed what is recorded of MKE.', 'PUT /api/ucp/config/logging'],
  ['start servers', 'The server began to run.'],
  ['stop servers', 'The server ended as it should.'],
  ['login', 'A request came without a valid credential.', 'GET /api/v1/events', 401],
  ['get', 'A request came that a valid credential does not allow.', 'GET /api/v1/tokens', 403],
];

export const OWN_KINDS: readonly EventKind[] = ROWS.map(kindOf);

function kindOf([does, meaning, request, code = 200]: Row): EventKind {
  const [verb = '', resource] = does.split(' ');
  const [, requestURI = ''] = request?.split(' ') ?? [];
  const username = code === 401 ? 'system:anonymous' : request ? 'alice' : `${OWN_NAME}:server`;
  const event = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: '5e1c9a40-0000-4000-8000-000000000301',
    stage: 'ResponseComplete',
    requestURI,
    verb,
    user: { username },
    ...(request ? { sourceIPs: ['10.1.2.3'], userAgent: 'verbatim/0.1.0' } : {}),
    ...(resource ? { objectRef: { resource, apiGroup: OWN_NAME } } : {}),
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: '2026-03-01T03:12:45.123456Z',
    stageTimestamp: '2026-03-01T03:12:45.130001Z',
  };
  return {
    name: code === 403 ? 'refused' : does,
    meaning,
    identifiedBy: resource ? `"resource":"${resource}"` : `"code":${code}`,
    example: JSON.stringify(event),
    becomes: {
      actor: username,
      verb,
      ...(resource ? { resource } : {}),
      outcome: code < 400 ? 'allowed' : 'denied',
    },
  };
}
