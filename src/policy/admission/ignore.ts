import type { AuditEvent } from '../../event/event.ts';
import { coversPath } from '../match.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * What Kubernetes' policies cannot say: an event that meets all of the conditions is left out. A list that is not given is no
 * condition; of one that is, one word has to match. In words, `*` stands for any characters.
 */
export interface IgnoreRule {
  /** How it is counted. */
  readonly name: string;
  readonly users?: readonly string[];
  readonly verbs?: readonly string[];
  readonly resources?: readonly string[];
  readonly namespaces?: readonly string[];
  /** Names of objects. */
  readonly names?: readonly string[];
  readonly agents?: readonly string[];
  /** Response codes; `4*` is all of four hundred. */
  readonly codes?: readonly string[];
  /** Paths, a `*` at their end only; of Docker's API without the version before them. */
  readonly paths?: readonly string[];
}

/** The version of Docker's API before a path. */
const VERSION = /^\/v\d+(?:\.\d+)*(?=\/)/;

export function isIgnored(rule: IgnoreRule, event: AuditEvent): boolean {
  const { user, verb = '', objectRef, userAgent = '', responseStatus, requestURI = '' } = event;
  const { resource = '', subresource, namespace = '', name = '' } = objectRef ?? {};
  const [path = ''] = requestURI.split('?', 1);
  return (
    meets(rule.users, user?.username ?? '') &&
    meets(rule.verbs, verb) &&
    meets(rule.resources, subresource ? `${resource}/${subresource}` : resource) &&
    meets(rule.namespaces, namespace) &&
    meets(rule.names, name) &&
    meets(rule.agents, userAgent) &&
    meets(rule.codes, String(responseStatus?.code ?? '')) &&
    (!rule.paths || rule.paths.some((one) => coversPath(one, path) || coversPath(one, path.replace(VERSION, ''))))
  );
}

function meets(patterns: readonly string[] | undefined, text: string): boolean {
  return !patterns || patterns.some((pattern) => matchesWildcard(pattern, text));
}
