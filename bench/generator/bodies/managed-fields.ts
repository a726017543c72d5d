import { SLOT } from './template.ts';

type Json = unknown;

function fieldsOf(value: Json): Record<string, Json> {
  if (Array.isArray(value)) {
    const named = value.filter((item): item is { name: string } => typeof item === 'object' && 'name' in item);
    return Object.fromEntries(named.map((item) => [`k:{"name":"${item.name}"}`, { '.': {}, ...fieldsOf(item) }]));
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]));
}

/** The bookkeeping of server-side apply: who manages which fields. It is about as large as the fields themselves. */
export function managedFields(manager: string, apiVersion: string, owned: Record<string, Json>, subresource?: string) {
  return {
    manager,
    operation: subresource === undefined ? 'Apply' : 'Update',
    apiVersion,
    time: SLOT.second,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(owned),
    ...(subresource && { subresource }),
  };
}
