import type { EventKind } from '../format.ts';

const AGENT_HEAD =
  '2026-03-01 03:12:45.911  INFO 7594 --- [nio-9021-exec-7] io.pivotal.pks.telemetry.Agent           : ';
const ENTITY =
  "cluster entity: ClusterEntity{name='red', uuid='67f77801-0000-4000-8000-000000000001', owner='ann', brokerOperationId='{\"BoshTaskID\":479,\"OperationType\":\"create\"}', planId='8A0E'}";

/** What agents report, and how they connect. */
export const KINDS: readonly EventKind[] = [
  agentKind(
    'addCluster',
    'create',
    'The telemetry agent reports a new cluster, with its uuid, owner, plan and BOSH task.',
  ),
  agentKind('updateCluster', 'update', 'The telemetry agent reports a change of a cluster.'),
  agentKind('deleteCluster', 'delete', 'The telemetry agent reports that a cluster is deleted.'),
  serverKind('generating helo', 'The telemetry server greets an agent.'),
  serverKind('checking ping', 'The telemetry server checks who an agent is.'),
  serverKind('generating pong', 'The telemetry server answers an agent.'),
  serverKind(
    'connection established',
    'An agent is connected to the telemetry server.',
    ' address="10.0.11.21" port=33366',
  ),
];

function agentKind(operation: string, verb: string, meaning: string): EventKind {
  return {
    name: operation,
    meaning,
    identifiedBy: `Telemetry - ${operation}: `,
    example: `${AGENT_HEAD}Telemetry - ${operation}: ${ENTITY}`,
    becomes: {
      platform: 'pks',
      component: 'pks-api',
      verb,
      resource: 'clusters',
      subresource: 'telemetry',
      name: 'red',
      outcome: 'unknown',
    },
  };
}

function serverKind(step: string, meaning: string, rest = ''): EventKind {
  return {
    name: step.replace(' ', '-'),
    meaning,
    identifiedBy: step,
    example: `2026-03-01 03:12:45 +0000 [debug]: #0 ${step}${rest}`,
    becomes: {
      platform: 'pks',
      component: 'telemetry-server',
      verb: 'ping',
      resource: 'telemetry',
      outcome: 'unknown',
    },
  };
}
