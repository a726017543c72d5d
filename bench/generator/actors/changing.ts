import { deleted, forbidden, SWITCHING_PROTOCOLS } from '../model/answer.ts';
import { query } from '../model/call.ts';
import { byClusterRole, createCaller } from '../model/caller.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS } from '../model/kinds.ts';
import type { Process } from '../model/timeline.ts';
import { type Command, type Desk, guarded, inSteps, workloadOf } from './desk.ts';
import { rollout } from './rollout.ts';

const LIST = query({ limit: '500' });
const SHELL = query({ command: 'sh', container: 'main', stdin: 'true', stdout: 'true', tty: 'true' });
const EDIT = query({ fieldManager: 'kubectl-edit', fieldValidation: 'Strict' });
const ROLLOUT = query({ fieldManager: 'kubectl-rollout' });

/** kubectl before 1.30 creates the stream by POST, later ones get it by a WebSocket: the verb differs. */
function* exec({ traffic, random, person }: Desk): Process {
  const workload = workloadOf(traffic, random, person);
  const { namespace } = workload;
  const { name } = random.pick(workload.pods);
  const pod = { by: person.by, kind: KINDS.pods, namespace, name };
  traffic.send({ ...pod, verb: 'get' });
  yield 70;
  const call = guarded(person, {
    ...pod,
    verb: random.chance(0.5) ? 'create' : 'get',
    subresource: 'exec',
    query: SHELL,
  });
  if (call.answer) return traffic.send(call);
  const session = traffic.open({ ...call, answer: SWITCHING_PROTOCOLS });
  yield 5_000 + random.below(120_000);
  traffic.close(session);
}

function* readSecret({ traffic, random, person }: Desk): Process {
  const { namespace, name } = workloadOf(traffic, random, person);
  const secrets = { by: person.by, kind: KINDS.secrets, namespace };
  traffic.send(guarded(person, { ...secrets, verb: 'list', query: LIST }));
  yield 4_000;
  traffic.send(guarded(person, { ...secrets, verb: 'get', name }));
}

function* edit({ traffic, random, plane, person }: Desk): Process {
  const workload = workloadOf(traffic, random, person);
  const { namespace, name } = workload;
  const target = { by: person.by, kind: KINDS.deployments, namespace, name };
  traffic.send({ ...target, verb: 'get' });
  yield 20_000;
  const call = guarded(person, { ...target, verb: 'patch', query: random.chance(0.5) ? EDIT : ROLLOUT });
  traffic.send(call);
  if (!call.answer) traffic.start(rollout(traffic, random, plane, workload));
}

function deletePod({ traffic, random, person }: Desk): void {
  const workload = workloadOf(traffic, random, person);
  const { namespace } = workload;
  const { name, uid } = random.pick(workload.pods);
  const call = { by: person.by, verb: 'delete', kind: KINDS.pods, namespace, name };
  traffic.send(guarded(person, { ...call, answer: deleted(KINDS.pods, name, uid) }));
}

/** Acting as somebody else to see what they may do. */
function* impersonate({ traffic, random, person }: Desk): Process {
  const { namespace } = workloadOf(traffic, random, person);
  const username = 'bob@example.com';
  const { identity } = person.by;
  const impersonated = { username, groups: ['oidc:engineering', 'system:authenticated'] };
  const by = createCaller({
    identity,
    impersonated,
    addresses: [`10.200.4.${2 + random.below(250)}`],
    agent: 'kubectl/v1.31.2 (linux/amd64) kubernetes/9d8c2f4',
    reason: byClusterRole('oidc-engineering', 'view', 'Group "oidc:engineering"'),
  });
  const call = { by, verb: 'list', kind: KINDS.secrets, namespace };
  traffic.send({ ...call, answer: forbidden({ username, verb: 'list', kind: KINDS.secrets, namespace }) });
  yield 1_500;
  traffic.send({ ...call, kind: KINDS.pods });
}

function* grant({ traffic, random, person }: Desk): Process {
  const { namespace } = workloadOf(traffic, random, person);
  const name = `${person.team}-debug`;
  const uid = uuidOf(`rolebindings/${namespace}/${name}`);
  const target = { by: person.by, kind: KINDS.roleBindings, namespace, name };
  traffic.send(guarded(person, { ...target, verb: 'create' }));
  yield 600_000;
  if (person.admin) traffic.send({ ...target, verb: 'delete', answer: deleted(KINDS.roleBindings, name, uid) });
}

/** What an auditor looks for, and what is denied to most. */
export const CHANGING: readonly Command[] = [
  inSteps(exec),
  inSteps(exec),
  inSteps(readSecret),
  inSteps(edit),
  deletePod,
  inSteps(impersonate),
  inSteps(grant),
];
