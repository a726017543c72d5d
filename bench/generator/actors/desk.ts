import { forbidden } from '../model/answer.ts';
import type { Call } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import type { Workload } from '../model/workload.ts';
import type { ControlPlane } from './control-plane.ts';

/** Someone who types: with an OIDC name and groups, from the company's private network. */
export interface Person {
  readonly by: Caller;
  readonly team: string;
  /** Belongs to the platform's team, which may do everything. */
  readonly admin: boolean;
}

/** Where a command is typed. */
export interface Desk {
  readonly traffic: Traffic;
  readonly random: Random;
  readonly plane: ControlPlane;
  readonly person: Person;
}

/** One command that is typed: it sends its requests. */
export type Command = (desk: Desk) => void;

/** A command whose requests follow each other after some time. */
export function inSteps(steps: (desk: Desk) => Process): Command {
  return (desk) => desk.traffic.start(steps(desk));
}

const ELSEWHERE = 0.3;

/** Mostly one's own team's namespaces, sometimes another's. */
export function workloadOf(traffic: Traffic, random: Random, { team }: Person): Workload {
  const workload = traffic.cluster.anyWorkload(random);
  if (random.chance(ELSEWHERE)) return workload;
  const own = traffic.cluster.workloads.filter(({ namespace }) => namespace.startsWith(`${team}-`));
  return own.length > 0 ? random.pick(own) : workload;
}

/** Whoever is not of the platform's team may do this only in the namespaces of the own team, outside production. */
export function guarded(person: Person, call: Call): Call {
  const own = call.namespace?.startsWith(`${person.team}-`) && !call.namespace.endsWith('-prod');
  if (person.admin || own) return call;
  const { verb, kind, name, namespace, subresource } = call;
  const username = person.by.identity.username;
  const about = { username, verb, kind, ...(name && { name }), ...(namespace && { namespace }) };
  return { ...call, answer: forbidden({ ...about, ...(subresource && { subresource }) }) };
}
