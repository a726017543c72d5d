import { isObject, type Json } from './json.ts';

/**
 * The member by which the elements of a list are told apart, by the list's name; of several, the first that fits.
 * Source: `patchMergeKey` in kubernetes/api `core/v1`, `apps/v1`, `admissionregistration/v1`, `meta/v1` types.go.
 */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  ['secrets', ['name']],
  ['resourceClaims', ['name']],
  ['schedulingGates', ['name']],
  ['webhooks', ['name']],
  ['ports', ['containerPort', 'port']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['conditions', ['type']],
  ['addresses', ['type']],
  ['ownerReferences', ['uid']],
  ['podIPs', ['ip']],
  ['hostIPs', ['ip']],
  ['volumesAttached', ['name']],
]);

/** Lists of plain values to which a strategic merge patch adds. Source: `patchStrategy:"merge"` on lists of strings. */
const MERGED_VALUES: ReadonlySet<string> = new Set(['finalizers', 'podCIDRs']);

export function isMergedValues(list: string): boolean {
  return MERGED_VALUES.has(list);
}

/** The key by which Kubernetes merges the elements of a list of that name, where all of them have it. */
export function mergeKeyOf(list: string, items: readonly Json[]): string | undefined {
  return MERGE_KEYS.get(list)?.find((key) => items.every((item) => keyValue(item, key) !== undefined));
}

/**
 * The key that tells the elements of some lists of that name apart, each within its own: a merge key, else `name`.
 * `undefined` where there is none; then elements are known by their places.
 */
export function tellingKey(name: string, ...lists: readonly (readonly Json[])[]): string | undefined {
  return [...(MERGE_KEYS.get(name) ?? []), 'name'].find((key) => lists.every((list) => isTelling(list, key)));
}

function isTelling(list: readonly Json[], key: string): boolean {
  const values = new Set(list.map((item) => keyValue(item, key)));
  return values.size === list.length && !values.has(undefined);
}

export function keyValue(item: Json, key: string): string | number | undefined {
  const value = isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
