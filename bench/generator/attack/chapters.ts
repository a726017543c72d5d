import { CI_NAMESPACE } from '../actors/ci.ts';
import { CREATED, deleted, forbidden, forbiddenPath, SWITCHING_PROTOCOLS } from '../model/answer.ts';
import { type Call, query, type Visit } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS, type Kind } from '../model/kinds.ts';
import { ATTACK, type Cast } from './cast.ts';
import { CLUSTER_ADMIN_BINDING, PRIVILEGED_POD, VIOLATION } from './objects.ts';

/** What the thief does next: a visit, a request, or a session that stays open for some milliseconds. */
export type Step = { visit: Visit } | { call: Call } | { call: Call; openMs: number };

export interface Chapter {
  readonly title: string;
  /** Milliseconds between two steps: a script is fast, a person is not. */
  readonly everyMs: number;
  readonly steps: readonly Step[];
}

const SHELL = query({ command: 'sh', container: 'main', stdin: 'true', stdout: 'true', tty: 'true' });
const HOST_SHELL = query({ command: 'chroot', container: 'main', stdin: 'true', stdout: 'true', tty: 'true' });
const CI_SECRETS = ['registry-credentials', 'deploy-key', 'sonar-token', 'kubeconfig-backup'];
const OTHER_SECRETS = ['billing-api', 'billing-web', 'stripe-live-key', 'database-root'];
const CREATE = { verb: 'create' };

function denied(by: Caller, verb: string, kind: Kind, namespace?: string): Step {
  const username = by.identity.username;
  const answer = forbidden({ username, verb, kind, ...(namespace && { namespace }) });
  return { call: { by, verb, kind, namespace, answer } };
}

function get(by: Caller, namespace: string, names: readonly string[]): Step[] {
  return names.map((name) => ({ call: { by, verb: 'get', kind: KINDS.secrets, namespace, name } }));
}

function remove(by: Caller, kind: Kind, namespace: string | undefined, name: string): Step {
  const uid = uuidOf(`${kind.resource}/${namespace}/${name}`);
  return { call: { by, verb: 'delete', kind, namespace, name, answer: deleted(kind, name, uid) } };
}

/** The whole story, in order. README.md tells it with the questions that find it. */
export function chapters({ script, thief, admin, second, workload, pod }: Cast): readonly Chapter[] {
  const { victim, privilegedPod, binding, otherNamespace, erasedNamespace } = ATTACK;
  const events = { by: admin, kind: KINDS.events, namespace: victim };
  return [
    {
      title: 'Looking around',
      everyMs: 700,
      steps: [
        ...['/version', '/api', '/apis', '/openapi/v2'].map((path) => ({ visit: { by: script, verb: 'get', path } })),
        ...['/metrics', '/logs/'].map((path) => ({
          visit: { by: script, verb: 'get', path, answer: forbiddenPath(ATTACK.stolenToken, 'get', path) },
        })),
        denied(script, 'list', KINDS.nodes),
        denied(script, 'list', KINDS.secrets),
        denied(script, 'list', KINDS.clusterRoleBindings),
        denied(script, 'list', KINDS.pods, 'kube-system'),
        denied(script, 'list', KINDS.configMaps, 'kube-system'),
        denied(script, 'list', KINDS.secrets, 'kube-system'),
        { call: { by: script, verb: 'list', kind: KINDS.namespaces } },
      ],
    },
    {
      title: 'Asking what the token may do',
      everyMs: 1_500,
      steps: [CI_NAMESPACE, victim, otherNamespace, 'kube-system'].map(() => ({
        call: { by: script, ...CREATE, kind: KINDS.selfRules },
      })),
    },
    {
      title: 'Taking the secrets of CI',
      everyMs: 2_500,
      steps: [
        { call: { by: script, verb: 'list', kind: KINDS.secrets, namespace: CI_NAMESPACE } },
        ...get(script, CI_NAMESPACE, CI_SECRETS),
        denied(script, 'list', KINDS.secrets, victim),
        denied(script, 'list', KINDS.secrets, otherNamespace),
      ],
    },
    {
      title: 'Becoming cluster-admin of a namespace',
      everyMs: 20_000,
      steps: [
        denied(thief, 'create', KINDS.clusterRoleBindings),
        { call: { by: thief, verb: 'list', kind: KINDS.roleBindings, namespace: victim } },
        {
          call: {
            by: thief,
            ...CREATE,
            kind: KINDS.roleBindings,
            namespace: victim,
            name: binding,
            object: CLUSTER_ADMIN_BINDING,
          },
        },
        { call: { by: admin, verb: 'list', kind: KINDS.secrets, namespace: victim } },
        ...get(admin, victim, [workload.name, 'payment-provider-key']),
      ],
    },
    {
      title: 'A shell in a pod',
      everyMs: 15_000,
      steps: [
        { call: { by: admin, verb: 'list', kind: KINDS.pods, namespace: victim } },
        { call: { by: admin, verb: 'get', kind: KINDS.pods, namespace: victim, name: pod.name } },
        {
          call: {
            by: admin,
            ...CREATE,
            kind: KINDS.pods,
            namespace: victim,
            name: pod.name,
            subresource: 'exec',
            query: SHELL,
            answer: SWITCHING_PROTOCOLS,
          },
          openMs: 95_000,
        },
      ],
    },
    {
      title: 'A privileged pod with the host’s disk',
      everyMs: 12_000,
      steps: [
        {
          call: {
            by: admin,
            ...CREATE,
            kind: KINDS.pods,
            namespace: victim,
            name: privilegedPod,
            notes: VIOLATION,
            object: PRIVILEGED_POD,
          },
        },
        { call: { by: admin, verb: 'get', kind: KINDS.pods, namespace: victim, name: privilegedPod } },
        {
          call: {
            by: admin,
            verb: 'get',
            kind: KINDS.pods,
            namespace: victim,
            name: privilegedPod,
            subresource: 'exec',
            query: HOST_SHELL,
            answer: SWITCHING_PROTOCOLS,
          },
          openMs: 140_000,
        },
      ],
    },
    {
      title: 'A token that will outlive the stolen one',
      everyMs: 9_000,
      steps: [
        { call: { by: admin, verb: 'list', kind: KINDS.serviceAccounts, namespace: victim } },
        {
          call: {
            by: admin,
            ...CREATE,
            kind: KINDS.serviceAccounts,
            namespace: victim,
            name: 'payments-operator',
            subresource: 'token',
            answer: CREATED,
          },
        },
        { call: { by: second, ...CREATE, kind: KINDS.selfRules } },
      ],
    },
    {
      title: 'Reading another namespace’s secrets',
      everyMs: 6_000,
      steps: [
        { call: { by: second, verb: 'list', kind: KINDS.secrets, namespace: otherNamespace } },
        ...get(second, otherNamespace, OTHER_SECRETS),
        { call: { by: second, verb: 'list', kind: KINDS.configMaps, namespace: otherNamespace } },
        denied(second, 'list', KINDS.secrets, 'kube-system'),
      ],
    },
    {
      title: 'Covering the traces',
      everyMs: 5_000,
      steps: [
        remove(admin, KINDS.pods, victim, privilegedPod),
        { call: { ...events, verb: 'list' } },
        ...['a', 'b', 'c'].map((part) =>
          remove(admin, KINDS.events, victim, `${privilegedPod}.17b2c4d5e6f70a1${part}`),
        ),
        { call: { ...events, verb: 'deletecollection' } },
        remove(second, KINDS.namespaces, undefined, erasedNamespace),
        remove(admin, KINDS.roleBindings, victim, binding),
        denied(thief, 'list', KINDS.secrets, victim),
      ],
    },
  ];
}
