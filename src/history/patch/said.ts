import type { Difference } from '../diff/diff.ts';
import { isList, isObject, type Json, memberOf, textAt } from '../diff/json.ts';
import { keyValue, mergeKeyOf } from '../diff/merge-keys.ts';
import type { Path, Segment } from '../diff/path.ts';
import type { Patch } from './patch.ts';
import { readPointer } from './pointer.ts';
import { isDirective } from './strategic-patch.ts';

/** What a patch says by itself, where it is not known what was there before. */
export function saidBy({ kind, body }: Patch): Difference[] {
  if (kind === 'json') return isList(body) ? body.flatMap(operation) : [];
  return walk(body, [], kind !== 'merge');
}

function operation(one: Json): Difference[] {
  const path = readPointer(memberOf(one, 'path'))?.map(step);
  const from = readPointer(memberOf(one, 'from'))?.map(step);
  if (!path) return [];
  const value = memberOf(one, 'value');
  switch (textAt(one, 'op')) {
    case 'add':
    case 'replace':
      return value === undefined ? [] : [{ op: 'set', path, after: value }];
    case 'remove':
      return [{ op: 'removed', path }];
    case 'move':
      return from
        ? [
            { op: 'removed', path: from },
            { op: 'set', path },
          ]
        : [];
    case 'copy':
      return [{ op: 'set', path }];
    default:
      return [];
  }
}

function step(text: string): Segment {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function walk(value: Json, path: Path, merges: boolean): Difference[] {
  if (value === null && path.length > 0) return [{ op: 'removed', path }];
  if (isList(value)) return walkList(value, path, merges);
  if (!isObject(value) || Object.keys(value).length === 0) return [{ op: 'set', path, after: value }];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '$retainKeys' || key.startsWith('$setElementOrder/')) return [];
    if (key === '$patch') return inner === 'delete' ? [{ op: 'removed' as const, path }] : [];
    if (!isDirective(key)) return walk(inner, [...path, key], merges);
    const list = [...path, key.slice(key.indexOf('/') + 1)];
    return isList(inner) ? inner.map((item) => ({ op: 'removed' as const, path: list, before: item })) : [];
  });
}

function walkList(list: readonly Json[], path: Path, merges: boolean): Difference[] {
  const name = path.at(-1);
  const key = merges && typeof name === 'string' ? mergeKeyOf(name, list) : undefined;
  if (key === undefined || list.length === 0) return [{ op: 'set', path, after: list }];
  return list.flatMap((item) => {
    const value = keyValue(item, key) as string | number;
    const here = [...path, { key, value }];
    const { [key]: _, ...rest } = item as Record<string, Json>;
    if (memberOf(item, '$patch') === 'delete') return [{ op: 'removed' as const, path: here }];
    return Object.keys(rest).length === 0
      ? [{ op: 'set' as const, path: here, after: item }]
      : walk(rest, here, merges);
  });
}
