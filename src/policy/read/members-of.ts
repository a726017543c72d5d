import { type Document, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { resolved } from './aliases.ts';

export interface MapMember {
  readonly key: Node;
  readonly name: string;
  readonly value: unknown;
}

/** Maps that are merged into maps that are merged: people write one or two. */
const MAX_MERGES = 100;

/**
 * The members of a map, with those of the maps that `<<` merges into it: kube-apiserver reads YAML 1.1. What stands in the map
 * itself goes before what is merged, and of several maps the first.
 * Source: https://yaml.org/type/merge.html
 */
export function membersOf(document: Document, map: YAMLMap): MapMember[] {
  const members = new Map<string, MapMember>();
  const maps: Node[] = [map];
  for (let i = 0; i < maps.length && i < MAX_MERGES; i++) {
    const at = maps[i];
    if (!isMap(at)) continue;
    const merged: unknown[] = [];
    for (const { key, value } of at.items) {
      const name = isMergeKey(key) ? undefined : String(isScalar(key) ? key.value : key);
      if (name === undefined) merged.push(...given(document, value));
      else if (!members.has(name)) members.set(name, { key: key as Node, name, value });
    }
    // Before those that are merged into it stand those that are merged into the map around it.
    maps.splice(i + 1, 0, ...merged.map((one) => resolved(document, one)).filter((one) => one !== undefined));
  }
  return [...members.values()];
}

/** One map, or a list of them. */
function given(document: Document, value: unknown): readonly unknown[] {
  const node = resolved(document, value);
  return isSeq(node) ? node.items : [node];
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}
