import { ANY_RULE } from '../any-rule.ts';
import type { Policy } from '../policy.ts';
import { covers } from './covers.ts';
import type { LintFinding } from './finding.ts';

/** Whether a rule is there for what no other rule is about. */
export function catchAll({ rules }: Policy): LintFinding[] {
  if (rules.some((rule) => covers(rule, ANY_RULE))) return [];
  return [
    {
      check: 'no-catch-all',
      severity: 'warning',
      rule: undefined,
      line: rules.at(-1)?.place.line ?? 1,
      message: 'no rule matches everything; add one at the end',
      reason: 'What no rule matches is not recorded, and neither is what the next version of Kubernetes adds.',
      suggestion: '- level: Metadata\n',
    },
  ];
}

/** Rules that record a request also when it has only arrived. */
export function requestReceived({ rules, omitStages }: Policy): LintFinding[] {
  if (omitStages.includes('RequestReceived')) return [];
  const found = rules.findIndex(({ level, omitStages: own }) => level !== 'None' && !own.includes('RequestReceived'));
  const rule = rules[found];
  if (!rule) return [];
  return [
    {
      check: 'request-received',
      severity: 'info',
      rule: found,
      line: rule.place.line,
      message: 'the stage RequestReceived is recorded too',
      reason:
        'It nearly doubles the events and tells nothing that the later stages do not; only an API server that dies in between leaves it alone.',
      suggestion: 'omitStages:\n- RequestReceived\n',
    },
  ];
}

/** Rules that record bodies with what only API servers read in them. */
export function managedFields({ rules, omitManagedFields }: Policy): LintFinding[] {
  const found = rules.findIndex(
    ({ level, omitManagedFields: own }) =>
      (level === 'Request' || level === 'RequestResponse') && !(own ?? omitManagedFields),
  );
  const rule = rules[found];
  if (!rule) return [];
  return [
    {
      check: 'managed-fields',
      severity: 'info',
      rule: found,
      line: rule.place.line,
      message: 'bodies are recorded with metadata.managedFields',
      reason: 'They are often the larger half of an object, and say nothing about what was done.',
      suggestion: 'omitManagedFields: true\n',
    },
  ];
}
