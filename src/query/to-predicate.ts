import type { FieldPath } from '../event/fields.ts';
import type { AuditRecord } from '../event/record.ts';
import { parseMicros } from '../event/time.ts';
import { createLeafCompare, createLeafEquals, holds, leafText } from './body.ts';
import { compareCodePoints } from './code-points.ts';
import type { Comparison, Filter, Wildcard } from './filter.ts';
import { fold } from './fold.ts';
import { inNetwork, parseAddress, parseNetwork } from './network.ts';
import { gatherEquals, type OneOf } from './one-of.ts';
import { createTextSearch } from './search-text.ts';
import { createLeafReader, createTextReader, integerValue, isZero, members, timeValue } from './values.ts';
import { createWildcardTest } from './wildcard.ts';

export type Predicate = (record: AuditRecord) => boolean;

/** Compiles a filter into a test of one record. It answers as `toSql` does. */
export function toPredicate(filter: Filter): Predicate {
  switch (filter.op) {
    case 'all':
      return () => true;
    case 'and':
      return allOf(filter.of.map(toPredicate));
    case 'or': {
      const { lists, rest } = gatherEquals(filter.of);
      return anyOf([...lists.map(isOneOf), ...rest.map(toPredicate)]);
    }
    case 'not': {
      const inner = toPredicate(filter.of);
      return (record) => !inner(record);
    }
    case 'exists':
      return existsIn(filter.field);
    case 'equals':
      return equalsIn(filter.field, filter.value, filter.ignoreCase);
    case 'wildcard':
      return matchesIn(filter.field, filter.pattern, filter.ignoreCase);
    case 'compare':
      return comparesIn(filter.field, filter.than, filter.value);
    case 'network':
      return liesIn(filter.field, filter.network);
    case 'text':
      return createTextSearch(filter);
  }
}

function allOf(parts: readonly Predicate[]): Predicate {
  return (record) => {
    for (const part of parts) if (!part(record)) return false;
    return true;
  };
}

function anyOf(parts: readonly Predicate[]): Predicate {
  return (record) => {
    for (const part of parts) if (part(record)) return true;
    return false;
  };
}

function isOneOf({ field, values }: OneOf): Predicate {
  const wanted = new Set(values);
  return someText(field, (text) => wanted.has(text));
}

function someText(path: FieldPath, test: (text: string) => boolean): Predicate {
  const { read, type } = path.field;
  if (type === 'keyword' || type === 'uuid') {
    return (record) => {
      const value = read(record);
      return test(typeof value === 'string' ? value : '');
    };
  }
  const texts = createTextReader(path);
  return (record) => texts(record).some(test);
}

function someLeaf(path: FieldPath, test: (leaf: unknown) => boolean): Predicate {
  const leaves = createLeafReader(path);
  return (record) => leaves(record).some(test);
}

function existsIn(path: FieldPath): Predicate {
  const { read, type } = path.field;
  if (type === 'body') return someLeaf(path, (leaf) => leaf !== null && leaf !== undefined);
  if (type === 'integer') return (record) => integerValue(read(record)) !== 0;
  if (type === 'time') return (record) => timeValue(read(record)) !== 0;
  if (type === 'keyword' || type === 'uuid' || (type === 'map' && path.keys.length > 0)) {
    return someText(path, (text) => text !== '');
  }
  if (type === 'map' || (type === 'lists' && path.keys.length === 0)) {
    return (record) => Object.keys((read(record) as object | undefined) ?? {}).length > 0;
  }
  return someText(path, () => true);
}

function equalsIn(path: FieldPath, value: string, ignoreCase: boolean): Predicate {
  const { read, type } = path.field;
  if (isZero(type, value)) return holdsZero(path);
  if (type === 'body') return someLeaf(path, createLeafEquals(value, ignoreCase ? fold : (text) => text));
  if (type === 'integer') {
    const wanted = Number(value);
    return (record) => integerValue(read(record)) === wanted;
  }
  if (type === 'time') {
    const wanted = parseMicros(value);
    return (record) => timeValue(read(record)) === wanted;
  }
  if (!ignoreCase) return someText(path, (text) => text === value);
  const wanted = fold(value);
  return someText(path, (text) => fold(text) === wanted);
}

/** The event itself has the field, as an empty text or the number 0. A reading of other bytes is no witness of that. */
function holdsZero({ field, keys }: FieldPath): Predicate {
  const { read, type, origin } = field;
  const key = keys[0];
  if (type === 'map') {
    return (record) => {
      const map = members(read(record));
      return key === undefined ? Object.values(map).includes('') : Object.hasOwn(map, key) && map[key] === '';
    };
  }
  if (origin !== 'event') return () => false;
  return (record) => {
    const value = read(record);
    return record.native === true && (value === '' || value === 0);
  };
}

function matchesIn(path: FieldPath, pattern: Wildcard, ignoreCase: boolean): Predicate {
  const { read, type } = path.field;
  const exact = createWildcardTest(ignoreCase ? pattern.map(fold) : pattern);
  const test = ignoreCase ? (text: string) => exact(fold(text)) : exact;
  if (type === 'integer') {
    return (record) => {
      const value = integerValue(read(record));
      return test(value === 0 ? '' : String(value));
    };
  }
  if (type === 'time') return () => false;
  if (type !== 'body') return someText(path, test);
  return someLeaf(path, (leaf) => {
    const text = leafText(leaf);
    return text !== undefined && test(text);
  });
}

function comparesIn(path: FieldPath, than: Comparison, value: string): Predicate {
  const { read, type } = path.field;
  if (type === 'body') return someLeaf(path, createLeafCompare(than, value));
  if (type === 'integer' || type === 'time') {
    const number = type === 'integer' ? Number(value) : (parseMicros(value) ?? Number.NaN);
    const numberIn = type === 'integer' ? integerValue : timeValue;
    return (record) => {
      const found = numberIn(read(record));
      return found !== 0 && holds(than, found - number);
    };
  }
  return someText(path, (text) => text !== '' && holds(than, compareCodePoints(text, value)));
}

function liesIn(path: FieldPath, text: string): Predicate {
  const network = parseNetwork(text);
  if (!network) return () => false;
  return someText(path, (address) => {
    const number = parseAddress(address);
    return number !== undefined && inNetwork(network, number);
  });
}
