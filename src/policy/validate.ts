import { LEVELS, STAGES } from '../event/event.ts';
import type { GroupResources } from './policy.ts';
import type { Finding } from './problem.ts';

/** A policy as it was written: its levels and stages can be any words. */
export interface Draft {
  readonly apiVersion: string;
  readonly kind: string;
  readonly rules: readonly DraftRule[];
  readonly omitStages: readonly string[];
}

export interface DraftRule {
  readonly level: string;
  readonly resources: readonly GroupResources[];
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly string[];
}

const API_VERSIONS = ['audit.k8s.io/v1', 'audit.k8s.io/v1beta1'];
/** A DNS subdomain of RFC 1123, which an API group is. */
const GROUP = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_GROUP_LENGTH = 253;

/**
 * Everything for which kube-apiserver refuses a policy.
 * Source: kubernetes/apiserver `pkg/apis/audit/validation/validation.go` and `pkg/audit/policy/reader.go`.
 */
export function validate({ apiVersion, kind, rules, omitStages }: Draft): Finding[] {
  return [
    ...whole('apiVersion', apiVersion, API_VERSIONS),
    ...whole('kind', kind, ['Policy']),
    ...(rules.length === 0 ? [error('rules', 'there must be at least one rule')] : []),
    ...stages('omitStages', omitStages),
    ...rules.flatMap((rule, i) => validateRule(`rules[${i}]`, rule)),
  ];
}

function validateRule(
  path: string,
  { level, resources, namespaces, nonResourceURLs, omitStages }: DraftRule,
): Finding[] {
  const mixed = nonResourceURLs.length > 0 && (resources.length > 0 || namespaces.length > 0);
  return [
    ...whole(`${path}.level`, level, LEVELS),
    ...nonResourceURLs.flatMap((url, i) => validateUrl(`${path}.nonResourceURLs[${i}]`, url)),
    ...resources.flatMap((one, i) => validateResources(`${path}.resources[${i}]`, one)),
    ...stages(`${path}.omitStages`, omitStages),
    ...(mixed
      ? [error(`${path}.nonResourceURLs`, 'a rule is either about resources and namespaces or about non-resource URLs')]
      : []),
  ];
}

function validateUrl(path: string, url: string): Finding[] {
  if (url === '*') return [];
  return [
    ...(url.startsWith('/') ? [] : [error(path, `${quoted(url)} must begin with /`)]),
    ...(url.slice(0, -1).includes('*') ? [error(path, `${quoted(url)} may have a * at its end only`)] : []),
  ];
}

function validateResources(path: string, { group, resources, resourceNames }: GroupResources): Finding[] {
  const isGroup = group === '' || (GROUP.test(group) && group.length <= MAX_GROUP_LENGTH);
  const nameless = resourceNames.length > 0 && resources.length === 0;
  return [
    ...(isGroup
      ? []
      : [
          error(
            `${path}.group`,
            `${quoted(group)} is no API group; that is a name such as apps or batch, without a version`,
          ),
        ]),
    ...(nameless ? [error(`${path}.resourceNames`, 'names need at least one resource beside them')] : []),
  ];
}

function stages(path: string, given: readonly string[]): Finding[] {
  return given.flatMap((stage, i) => whole(`${path}[${i}]`, stage, STAGES));
}

function whole(path: string, value: string, known: readonly string[]): Finding[] {
  if (known.includes(value)) return [];
  const expected = known.length === 1 ? known[0] : `one of ${known.join(', ')}`;
  return [
    error(
      path,
      value === '' ? `is missing; expected ${expected}` : `${quoted(value)} is not known; expected ${expected}`,
    ),
  ];
}

function error(path: string, message: string): Finding {
  return { severity: 'error', path, message };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
