import type { TrafficGroup } from '../../event/traffic.ts';
import { NOISE, SENSITIVE } from '../lint/probes.ts';
import type { Level } from '../policy.ts';
import { type Caller, callerOf } from './callers.ts';

/** Verbs that a rule is about together. */
const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** One kind of saving. Those that cost an investigator least come first. */
export interface Step {
  /** What is saved, for the comment of a rule: `what … reads`. */
  readonly about: string;
  readonly level: Level;
  readonly verbs: readonly string[];
  /** Whether its rules name who asks. */
  readonly namesUser: boolean;
  /** Whether its rules are about paths. */
  readonly paths?: boolean;
  readonly covers: (group: TrafficGroup) => boolean;
}

export const STEPS: readonly Step[] = [
  step('what the cluster reads of itself', 'None', READS, ['cluster']),
  {
    about: 'requests to paths',
    level: 'None',
    verbs: ['get'],
    namesUser: false,
    paths: true,
    covers: ({ resource, verb }) => resource === '' && verb === 'get',
  },
  step('bodies of what the cluster writes', 'Metadata', WRITES, ['cluster']),
  step('bodies of what programs write', 'Metadata', WRITES, ['program']),
  step('what the cluster notes of its own state', 'None', WRITES, ['cluster'], isState),
  step('what programs read', 'None', READS, ['program']),
  step('bodies of what is written', 'Metadata', WRITES, undefined),
  step('what is read', 'None', READS, undefined),
];

/** Without callers it is for all, people too. */
function step(
  about: string,
  level: Level,
  verbs: readonly string[],
  callers: readonly Caller[] | undefined,
  also: (group: TrafficGroup) => boolean = () => true,
): Step {
  return {
    about,
    level,
    verbs,
    namesUser: callers !== undefined,
    covers: (group) =>
      group.resource !== '' &&
      verbs.includes(group.verb) &&
      (!callers || callers.includes(callerOf(group.user))) &&
      !isSensitive(group, verbs) &&
      also(group),
  };
}

type KindOf = Pick<TrafficGroup, 'apiGroup' | 'resource' | 'subresource'>;

function keyOf({ apiGroup, resource, subresource }: KindOf): string {
  return `${apiGroup}/${resource}/${subresource}`;
}

const kindsOf = (probes: typeof SENSITIVE, verbs: readonly string[]): ReadonlySet<string> =>
  new Set(
    probes.flatMap(({ request: { resource, verb } }) =>
      resource && verbs.includes(verb) ? [keyOf({ ...resource, apiGroup: resource.group })] : [],
    ),
  );

const SENSITIVE_READS = kindsOf(SENSITIVE, READS);
const SENSITIVE_WRITES = kindsOf(SENSITIVE, WRITES);
const NOISY_WRITES = kindsOf(NOISE, WRITES);

/** What investigators ask for first is never recorded less, whoever does it. */
function isSensitive(group: TrafficGroup, verbs: readonly string[]): boolean {
  return (verbs === READS ? SENSITIVE_READS : SENSITIVE_WRITES).has(keyOf(group));
}

/** Heartbeats and reports: the state that controllers and nodes keep writing. */
function isState(group: TrafficGroup): boolean {
  return group.subresource === 'status' || NOISY_WRITES.has(keyOf(group));
}
