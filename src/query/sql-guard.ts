import type { FieldType } from '../event/fields.ts';
import type { Filter } from './filter.ts';
import type { SqlParams } from './sql-params.ts';

/** Shorter text is in too many lines for a search to pay. */
const MIN_LENGTH = 3;

/** Characters that JSON writes as they are, unless it writes them as `\uXXXX`. */
const UNESCAPED = /[\w.: @+-]+/g;

/** Whether a JSON text mentions some text of unescaped characters, in whatever way it writes them. */
export function sqlMentions(params: SqlParams, json: string, text: string): string {
  return `multiSearchAny(${json}, [${params.bind(text)}, '\\\\u'])`;
}

/** What a JSON text must mention for a key of it to be `key`; no condition where that cannot be said. */
export function keyGuard(params: SqlParams, json: string, key: string): string[] {
  return longestUnescaped([key]) === key && key !== '' ? [sqlMentions(params, json, key)] : [];
}

/** Types whose values JSON can write in more ways than one. */
const CONVERTED: ReadonlySet<FieldType> = new Set(['integer', 'time', 'body']);

/** What a JSON text must mention for a text decoded from it to meet the condition: cheap, and never wrong to ask first. */
export function valueGuard(params: SqlParams, json: string | undefined, filter: Filter): string[] {
  if (json === undefined || (filter.op !== 'equals' && filter.op !== 'wildcard') || filter.ignoreCase) return [];
  if (CONVERTED.has(filter.field.field.type)) return [];
  const literal = longestUnescaped(filter.op === 'equals' ? [filter.value] : filter.pattern);
  return literal.length < MIN_LENGTH ? [] : [sqlMentions(params, json, literal)];
}

/** More are no cheap search any more; the engine itself takes 255. */
const MAX_GUARDS = 100;

/** The same for one of several texts. */
export function listGuard(params: SqlParams, json: string | undefined, values: readonly string[]): string[] {
  if (json === undefined || values.length > MAX_GUARDS) return [];
  const literals = values.map((value) => longestUnescaped([value]));
  if (literals.some(({ length }) => length < MIN_LENGTH)) return [];
  return [`multiSearchAny(${json}, [${literals.map((text) => params.bind(text)).join(', ')}, '\\\\u'])`];
}

function longestUnescaped(parts: readonly string[]): string {
  let longest = '';
  for (const part of parts)
    for (const [run] of part.matchAll(UNESCAPED)) if (run.length > longest.length) longest = run;
  return longest;
}
