import { isList, isObject, isSame, type Json, memberOf, withMember, withoutMember } from '../diff/json.ts';
import { indexOf, readPointer } from './pointer.ts';

/**
 * A value after a JSON patch (RFC 6902); `undefined` where an operation cannot be done on it. The API server did it: so the
 * value is not the one that the server had.
 */
export function jsonPatch(value: Json, patch: readonly Json[]): Json | undefined {
  let result: Json | undefined = value;
  for (const operation of patch) {
    if (result === undefined) return undefined;
    result = operate(result, operation);
  }
  return result;
}

function operate(value: Json, operation: Json): Json | undefined {
  const path = readPointer(memberOf(operation, 'path'));
  const from = readPointer(memberOf(operation, 'from'));
  const given = memberOf(operation, 'value');
  if (!path) return undefined;
  switch (memberOf(operation, 'op')) {
    case 'add':
      return given === undefined ? undefined : add(value, path, given);
    case 'remove':
      return remove(value, path);
    case 'replace':
      return given === undefined || find(value, path) === undefined ? undefined : replace(value, path, given);
    case 'test':
      return isSame(find(value, path), given) ? value : undefined;
    case 'copy':
      return from && put(value, path, find(value, from));
    case 'move': {
      const rest = from && remove(value, from);
      return rest === undefined ? undefined : put(rest, path, from && find(value, from));
    }
    default:
      return undefined;
  }
}

function put(value: Json, path: readonly string[], item: Json | undefined): Json | undefined {
  return item === undefined ? undefined : add(value, path, item);
}

function find(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, step) => {
    if (isList(inner)) return inner[indexOf(step, inner.length) ?? inner.length];
    return memberOf(inner, step);
  }, value);
}

type Change = (parent: Json, last: string) => Json | undefined;

/** The value with the parent of what a path leads to changed; `undefined` where there is no parent. */
function edit(value: Json, path: readonly string[], change: Change): Json | undefined {
  const [step, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return change(value, step);
  const inner = find(value, [step]);
  const changed = inner === undefined ? undefined : edit(inner, rest, change);
  if (changed === undefined) return undefined;
  if (isList(value)) return value.with(indexOf(step, value.length) as number, changed);
  return isObject(value) ? withMember(value, step, changed) : undefined;
}

function add(value: Json, path: readonly string[], item: Json): Json | undefined {
  if (path.length === 0) return item;
  return edit(value, path, (parent, last) => {
    if (isObject(parent)) return withMember(parent, last, item);
    const index = isList(parent) ? indexOf(last, parent.length) : undefined;
    return isList(parent) && index !== undefined ? parent.toSpliced(index, 0, item) : undefined;
  });
}

function replace(value: Json, path: readonly string[], item: Json): Json | undefined {
  if (path.length === 0) return item;
  return edit(value, path, (parent, last) => {
    if (isObject(parent)) return withMember(parent, last, item);
    return isList(parent) ? parent.with(indexOf(last, parent.length) as number, item) : undefined;
  });
}

function remove(value: Json, path: readonly string[]): Json | undefined {
  if (path.length === 0 || find(value, path) === undefined) return undefined;
  return edit(value, path, (parent, last) => {
    if (isObject(parent)) return withoutMember(parent, last);
    return isList(parent) ? parent.toSpliced(indexOf(last, parent.length) as number, 1) : undefined;
  });
}
