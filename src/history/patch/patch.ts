import { isList, isObject, type Json, textAt } from '../diff/json.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { isDirective, strategicPatch } from './strategic-patch.ts';

/**
 * Kinds of patch. An audit event has the body of one but not its content type, so the kind is read off the body:
 * - `json` a list of operations (RFC 6902)
 * - `apply` a whole configuration with `apiVersion` and `kind`, as server-side apply needs
 * - `strategic` has directives, or is for a type of Kubernetes itself
 * - `merge` for any other type: strategic merge patches are refused there (RFC 7396)
 */
export type PatchKind = 'json' | 'apply' | 'strategic' | 'merge';

export interface Patch {
  readonly kind: PatchKind;
  readonly body: Json;
}

/** The patch that the body of a request is; `undefined` if it is none. */
export function readPatch(body: unknown, apiGroup: string): Patch | undefined {
  if (isList(body)) return { kind: 'json', body };
  if (!isObject(body)) return undefined;
  if (textAt(body, 'apiVersion') && textAt(body, 'kind')) return { kind: 'apply', body };
  if (isOwnGroup(apiGroup) || hasDirective(body)) return { kind: 'strategic', body };
  return { kind: 'merge', body };
}

/** Groups of Kubernetes itself: no domain, or one below k8s.io that is not given to extensions. */
function isOwnGroup(group: string): boolean {
  return !group.includes('.') || OWN_GROUPS.has(group);
}

/** Source: the groups of kubernetes/api; others below `k8s.io` are CRDs, such as `gateway.networking.k8s.io`. */
const OWN_GROUPS: ReadonlySet<string> = new Set(
  [
    'admissionregistration',
    'apiserverinternal',
    'authentication',
    'authorization',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'flowcontrol.apiserver',
    'imagepolicy',
    'networking',
    'node',
    'rbac.authorization',
    'resource',
    'scheduling',
    'storage',
  ].map((name) => `${name}.k8s.io`),
);

function hasDirective(body: Json): boolean {
  if (isList(body)) return body.some(hasDirective);
  return isObject(body) && Object.entries(body).some(([key, inner]) => isDirective(key) || hasDirective(inner));
}

/** A body after a patch; `undefined` where the patch does not fit it. Of an apply, what it takes away is not known. */
export function applyPatch(body: Json, { kind, body: patch }: Patch): Json | undefined {
  switch (kind) {
    case 'json':
      return isList(patch) ? jsonPatch(body, patch) : undefined;
    case 'apply':
    case 'strategic':
      return strategicPatch(body, patch);
    case 'merge':
      return mergePatch(body, patch);
  }
}
