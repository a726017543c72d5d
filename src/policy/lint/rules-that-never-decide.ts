import type { Policy, PolicyRule } from '../policy.ts';
import { covers } from './covers.ts';
import type { LintFinding } from './finding.ts';

/** Rules that an earlier one takes everything from. */
export function shadowedRules({ rules }: Policy): LintFinding[] {
  return rules.flatMap((rule, i): LintFinding[] => {
    const by = rules.slice(0, i).findIndex((earlier) => covers(earlier, rule));
    if (by < 0) return [];
    const earlier = rules[by] as PolicyRule;
    return [
      {
        check: 'shadowed-rule',
        severity: 'warning',
        rule: i,
        line: rule.place.line,
        message: `never decides: rules[${by}] in line ${earlier.place.line} matches all that it matches, and comes first`,
        reason: `The first rule that matches decides; these requests are recorded at ${earlier.level}${earlier.level === rule.level ? ' already' : `, not at ${rule.level}`}.`,
      },
    ];
  });
}

/** What a request can do to a resource; `impersonate`, `bind` and others are only asked for while it is authorised. */
const RESOURCE_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'proxy'];
/** HTTP's methods, in small letters, and what Kubernetes makes of some of them. */
const URL_VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'connect', 'trace'];
/** Verbs of requests that name no object. */
const NAMELESS = ['create', 'deletecollection'];

/** Words that no request has, so that a rule with nothing but them never decides. */
export function wordsThatNeverMatch({ rules }: Policy): LintFinding[] {
  return rules.flatMap((rule, i) =>
    neverMatching(rule).map(
      ({ message, reason }): LintFinding => ({
        check: 'never-matches',
        severity: 'warning',
        rule: i,
        line: rule.place.line,
        message,
        reason,
      }),
    ),
  );
}

function neverMatching({
  users,
  userGroups,
  namespaces,
  verbs,
  resources,
  nonResourceURLs,
}: PolicyRule): Pick<LintFinding, 'message' | 'reason'>[] {
  const whole = { users, userGroups, namespaces, verbs };
  const known =
    nonResourceURLs.length > 0
      ? URL_VERBS
      : resources.length + namespaces.length > 0
        ? RESOURCE_VERBS
        : [...RESOURCE_VERBS, ...URL_VERBS];
  return [
    ...Object.entries(whole).flatMap(([key, words]) =>
      words
        .filter((word) => word.includes('*'))
        .map((word) => ({
          message: `${key}: "${word}" matches nothing but itself`,
          reason: `A * is no wildcard in ${key}; leave ${key} out to match all.`,
        })),
    ),
    ...verbs
      .filter((verb) => !verb.includes('*') && !known.includes(verb))
      .map((verb) => ({
        message: `verbs: no such request has the verb "${verb}"`,
        reason: `Verbs are in small letters; here there are ${known.join(', ')}.`,
      })),
    ...resources.flatMap(({ resources: names }) =>
      names.filter(isNoPattern).map((name) => ({
        message: `resources: "${name}" matches no resource`,
        reason: 'A * stands for a whole name: *, pods/* or */status. Names are in small letters and plural.',
      })),
    ),
    ...resources
      .filter(
        ({ resourceNames }) =>
          resourceNames.length > 0 && verbs.length > 0 && verbs.every((verb) => NAMELESS.includes(verb)),
      )
      .map(({ resourceNames }) => ({
        message: `resourceNames: ${resourceNames.join(', ')} cannot match with ${verbs.join(' and ')}`,
        reason: 'Such requests do not name an object; a new object’s name is only in the body.',
      })),
  ];
}

function isNoPattern(name: string): boolean {
  return !/^(\*|\*\/[a-z0-9-]+|[a-z0-9.-]+(\/(\*|[a-z0-9-]+))?)$/.test(name);
}
