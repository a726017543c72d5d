import type { Kind } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import { buildFor } from './builds.ts';
import { managedFields } from './managed-fields.ts';
import { compile, SLOT, type Template } from './template.ts';

/** The bodies of one object, as clients and the API server write them. */
export interface KindTemplates {
  /** As stored: in answers, updates, and items of lists. */
  readonly stored: Template;
  readonly created: Template;
  /** A server-side apply: what the client owns. */
  readonly applied: Template;
  /** A patch of the status alone. */
  readonly statusPatch: Template;
}

/** Kinds that are exchanged too often or live too briefly to be applied: they have no bookkeeping of fields. */
const UNMANAGED = new Set(['Lease', 'Event', 'TokenRequest', 'Binding', 'Scale']);

export function createKindTemplates(random: Random, kind: Kind, detail: number): KindTemplates {
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const head = { kind: kind.kind, apiVersion };
  const { content, status } = buildFor(kind.kind)(random, detail);
  const place = { name: SLOT.name, ...(kind.namespaced && { namespace: SLOT.namespace }) };
  const labels = { 'app.kubernetes.io/name': SLOT.name, 'app.kubernetes.io/managed-by': 'argocd' };
  const known = { uid: SLOT.uid, resourceVersion: SLOT.revision, generation: 4, creationTimestamp: SLOT.second };
  const managed = [
    managedFields('argocd-controller', apiVersion, { metadata: { labels }, ...content }),
    ...(status ? [managedFields('kube-controller-manager', apiVersion, { status }, 'status')] : []),
  ];
  const bookkeeping = UNMANAGED.has(kind.kind) || kind.kind.endsWith('Review') ? {} : { managedFields: managed };
  const stored = { ...place, ...known, labels, ...bookkeeping };
  return {
    stored: compile({ ...head, metadata: stored, ...content, ...(status && { status }) }),
    created: compile({ ...head, metadata: { ...place, creationTimestamp: null, labels }, ...content }),
    applied: compile({ apiVersion, kind: kind.kind, metadata: { labels, ...place }, ...content }),
    statusPatch: compile({ metadata: { uid: SLOT.uid }, status: status ?? {} }),
  };
}
