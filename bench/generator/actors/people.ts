import { byClusterRole, createCaller } from '../model/caller.ts';
import { PEOPLE, TEAMS } from '../model/names.ts';
import { popular } from '../model/popular.ts';
import type { Random } from '../model/random.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { CHANGING } from './changing.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Person } from './desk.ts';
import { RARE_READING, READING } from './reading.ts';
import { activity } from './working-hours.ts';

/** At the busiest hour a person at work sends a command about this often. */
const COMMAND_MS = 9_000;
/** Every sixth person belongs to the platform's team and may do everything. */
const ADMINS = 6;
const RARE = 0.06;
const RARE_COMMANDS = [...CHANGING, ...RARE_READING];
const AGENTS = [
  'kubectl/v1.31.2 (darwin/arm64) kubernetes/9d8c2f4',
  'kubectl/v1.30.8 (linux/amd64) kubernetes/27c1b3e',
  'kubectl/v1.32.0 (windows/amd64) kubernetes/70d3cc9',
  'k9s/v0.32.7 (darwin/arm64) kubernetes/$Format',
  'Mozilla/5.0 (X11; Linux x86_64) HeadlampServer/0.27.0',
];

export function createPerson(random: Random, index: number): Person {
  const username = `${PEOPLE[index % PEOPLE.length]}@example.com`;
  const team = TEAMS[index % TEAMS.length]!;
  const admin = index % ADMINS === 0;
  const group = admin ? 'oidc:platform' : `oidc:team-${team}`;
  const identity = {
    username,
    groups: [group, 'oidc:engineering', 'system:authenticated'],
    extra: {
      'example.com/department': [admin ? 'platform' : team],
    },
  };
  const role = admin ? 'cluster-admin' : 'edit';
  const reason = byClusterRole(group.replace(':', '-'), role, `Group "${group}"`);
  const addresses = [`10.200.${random.below(4)}.${2 + random.below(250)}`];
  return { by: createCaller({ identity, addresses, agent: random.pick(AGENTS), reason }), team, admin };
}

function* working(traffic: Traffic, random: Random, plane: ControlPlane, person: Person): Process {
  const usual = popular(READING);
  for (;;) {
    yield traffic.sometime(random, COMMAND_MS) / activity(traffic.now());
    const command = random.chance(RARE) ? random.pick(RARE_COMMANDS) : usual(random);
    command({ traffic, random, plane, person });
  }
}

export function startPeople(traffic: Traffic, random: Random, plane: ControlPlane): void {
  for (let i = 0; i < PEOPLE.length; i++) {
    const own = random.fork(PEOPLE[i]!);
    traffic.start(working(traffic, own, plane, createPerson(own, i)));
  }
}
