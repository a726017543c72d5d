import { LEVELS } from '../../event/event.ts';
import type { Evaluate } from '../compile.ts';
import type { Level, Policy } from '../policy.ts';
import type { LintFinding } from './finding.ts';
import { NOISE, namesOf, type Probe, SECRET_IN_ANSWER, SECRET_IN_REQUEST, SENSITIVE } from './probes.ts';
import { suggestRule } from './suggest-rule.ts';

type Texts = Pick<LintFinding, 'check' | 'severity' | 'reason'> & { readonly message: (names: string) => string };

/** What the policy decides about requests that matter, asked one by one, so that the order of its rules counts. */
export function probed(policy: Policy, decide: Evaluate): LintFinding[] {
  const isAtLeast = (least: Level) => (probe: Probe) =>
    LEVELS.indexOf(decide(probe.request).level) >= LEVELS.indexOf(least);
  const withBodies = [
    ...SECRET_IN_REQUEST.filter(isAtLeast('Request')),
    ...SECRET_IN_ANSWER.filter(isAtLeast('RequestResponse')),
  ];
  const unrecorded = SENSITIVE.filter((probe) => decide(probe.request).level === 'None');
  const noise = NOISE.filter(isAtLeast('Metadata'));
  return [
    ...byRule(policy, decide, withBodies, 'Metadata', {
      check: 'secrets-recorded',
      severity: 'warning',
      message: (names) => `records the bodies of ${names}`,
      reason:
        'They hold passwords, keys and tokens, which then lie wherever the log goes. Put a rule at Metadata before this one.',
    }),
    ...byRule(policy, decide, unrecorded, 'Metadata', {
      check: 'sensitive-unrecorded',
      severity: 'warning',
      message: (names) => `does not record ${names}`,
      reason:
        'This is what is asked for first after an attack. Put a rule before this one, or at the end where no rule matches.',
    }),
    ...byRule(policy, decide, noise, 'None', {
      check: 'noise-recorded',
      severity: 'info',
      message: (names) => `records ${names}`,
      reason: 'A cluster asks this of itself all day long; it is a large part of the log, and nobody asks about it.',
    }),
  ];
}

/** One finding for each rule that decides some of the requests. */
function byRule(
  { rules }: Policy,
  decide: Evaluate,
  probes: readonly Probe[],
  level: Level,
  { message, ...texts }: Texts,
): LintFinding[] {
  const groups = new Map<number | undefined, Probe[]>();
  for (const probe of probes) {
    const { rule } = decide(probe.request);
    groups.set(rule, [...(groups.get(rule) ?? []), probe]);
  }
  return [...groups].map(([rule, group]) => ({
    ...texts,
    rule,
    line: (rule === undefined ? rules.at(-1) : rules[rule])?.place.line ?? 1,
    message: message(namesOf(group)),
    suggestion: suggestions(level, group),
  }));
}

/** Noise is left out only for those who make it; the rest is for everybody. Resources and URLs need rules of their own. */
function suggestions(level: Level, probes: readonly Probe[]): string {
  const requests = probes.map(({ request }) => request);
  const urls = requests.filter(({ resource }) => !resource);
  const resources = requests.filter(({ resource }) => resource);
  const groups = level === 'None' ? groupByUser(resources) : [resources];
  return [
    ...groups
      .filter(({ length }) => length > 0)
      .map((group) => suggestRule(level, group, level === 'None' ? 'these users' : 'anyone')),
    ...(urls.length > 0 ? [suggestRule(level, urls)] : []),
  ].join('');
}

function groupByUser<T extends { readonly user: string | undefined }>(requests: readonly T[]): T[][] {
  const groups = new Map<string | undefined, T[]>();
  for (const request of requests) groups.set(request.user, [...(groups.get(request.user) ?? []), request]);
  return [...groups.values()];
}
