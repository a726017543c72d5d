import type { Scope } from '../../access/principal.ts';
import { VerbatimError } from '../../errors.ts';
import { type FieldPath, resolveField } from '../../event/fields.ts';
import type { Filter } from '../../query/filter.ts';

const CLUSTER = known('cluster');
const NAMESPACE = known('objectRef.namespace');

/**
 * What a scope lets see. Of a namespace are events whose object lies in it, at every stage of the request. What has no
 * namespace is in none: objects of the whole cluster, lists across namespaces, requests that are not about a resource,
 * and what could not be read. An empty list lets nothing be seen.
 */
export function scopeFilter({ clusters, namespaces }: Scope): Filter {
  const bounds: Filter[] = [];
  if (clusters) bounds.push(oneOf(CLUSTER, clusters));
  if (namespaces) bounds.push(oneOf(NAMESPACE, namespaces));
  return bounds.length === 0 ? { op: 'all' } : { op: 'and', of: bounds };
}

function oneOf(field: FieldPath, values: readonly string[]): Filter {
  return { op: 'or', of: values.map((value) => ({ op: 'equals', field, value, ignoreCase: false })) };
}

/** A bound whose field is gone must not be one that lets everything through. */
function known(name: string): FieldPath {
  const field = resolveField(name);
  if (!field) throw new VerbatimError('INTERNAL', `Scopes need the field ${name}, which is not there.`);
  return field;
}
