import { notFound, timedOut } from '../model/answer.ts';
import { query } from '../model/call.ts';
import { KINDS, type Kind } from '../model/kinds.ts';
import type { Process } from '../model/timeline.ts';
import { type Command, type Desk, inSteps, workloadOf } from './desk.ts';

const LIST = query({ limit: '500' });
const FOLLOW = query({ container: 'main', follow: 'true', tailLines: '100' });
const TYPOS = 0.08;

function getPods({ traffic, random, person }: Desk): void {
  const { namespace } = workloadOf(traffic, random, person);
  traffic.send({ by: person.by, verb: 'list', kind: KINDS.pods, namespace, query: LIST });
}

function getObject({ traffic, random, person }: Desk): void {
  const { namespace, name } = workloadOf(traffic, random, person);
  const kind: Kind = random.pick([KINDS.deployments, KINDS.services, KINDS.configMaps, KINDS.ingresses, KINDS.jobs]);
  const typo = random.chance(TYPOS) ? `${name.slice(0, -1)}` : name;
  const answer = typo === name ? undefined : notFound(kind, typo);
  traffic.send({ by: person.by, verb: 'get', kind, namespace, name: typo, answer });
}

function* describePod({ traffic, random, person }: Desk): Process {
  const workload = workloadOf(traffic, random, person);
  const { namespace } = workload;
  const { name, uid } = random.pick(workload.pods);
  traffic.send({ by: person.by, verb: 'get', kind: KINDS.pods, namespace, name });
  yield 90;
  const about = query({ fieldSelector: `involvedObject.name=${name},involvedObject.uid=${uid}`, limit: '500' });
  traffic.send({ by: person.by, verb: 'list', kind: KINDS.events, namespace, query: about });
}

function* logs({ traffic, random, person }: Desk): Process {
  const workload = workloadOf(traffic, random, person);
  const { namespace } = workload;
  const { name } = random.pick(workload.pods);
  const pod = { by: person.by, verb: 'get', kind: KINDS.pods, namespace, name };
  traffic.send(pod);
  yield 60;
  const followed = traffic.open({ ...pod, subresource: 'log', query: FOLLOW });
  yield 2_000 + random.below(90_000);
  traffic.close(followed);
}

function listEvents({ traffic, random, person }: Desk): void {
  const { namespace } = workloadOf(traffic, random, person);
  traffic.send({ by: person.by, verb: 'list', kind: KINDS.events, namespace, query: LIST });
}

function* topPods({ traffic, random, person }: Desk): Process {
  const { namespace } = workloadOf(traffic, random, person);
  traffic.visit({ by: person.by, verb: 'get', path: '/apis?timeout=32s' });
  yield 25;
  traffic.send({ by: person.by, verb: 'list', kind: KINDS.podMetrics, namespace });
}

function canI({ traffic, person }: Desk): void {
  traffic.send({ by: person.by, verb: 'create', kind: KINDS.selfReviews, query: query({ fieldManager: 'kubectl' }) });
}

/** A list of everything, which the API server gives up on. */
function listAll({ traffic, person }: Desk): void {
  traffic.send({ by: person.by, verb: 'list', kind: KINDS.events, query: LIST, answer: timedOut() });
}

/** What people look at all day, in the order of how often. */
export const READING: readonly Command[] = [
  getPods,
  getObject,
  inSteps(describePod),
  inSteps(logs),
  listEvents,
  inSteps(topPods),
  canI,
];
export const RARE_READING: readonly Command[] = [listAll];
