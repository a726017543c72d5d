/** Keys of these maps often hold dots, so what follows them, unquoted, is one key. */
const OPEN_MAPS: ReadonlySet<string> = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector']);

/** The same directly below a body: ConfigMaps and Secrets. */
const OPEN_BODY_MAPS: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData']);

/** How many keys of a path into a body stand before the one that may hold dots; all of them if there is no such map. */
export function keysBeforeOpen(keys: readonly string[]): number {
  const map = keys.findIndex((key, at) => OPEN_MAPS.has(key) || (at === 0 && OPEN_BODY_MAPS.has(key)));
  return map < 0 ? keys.length : map + 1;
}

/** Joins what follows an open map to one key, unless part of it was quoted. */
export function joinOpenKeys(keys: readonly string[], quoted: readonly boolean[]): readonly string[] {
  const before = keysBeforeOpen(keys);
  if (before >= keys.length || quoted.slice(before).some((is) => is)) return keys;
  return [...keys.slice(0, before), keys.slice(before).join('.')];
}
