import type { Bodies } from '../event/go-json.ts';
import { COLON } from '../event/json-chars.ts';
import { textStringEnd } from '../event/json-scan.ts';

/**
 * Bodies that the engine reads as we do: of a key that stands twice it takes the first, we the last, and it refuses
 * numbers beyond 64 bits and halves of surrogate pairs. The same bodies are given back where that makes no difference.
 */
export function searchable(bodies: Bodies): Bodies {
  const requestObject = withoutOddities(bodies.requestObject);
  const responseObject = withoutOddities(bodies.responseObject);
  const same = requestObject === bodies.requestObject && responseObject === bodies.responseObject;
  return same ? bodies : { ...bodies, requestObject, responseObject };
}

/** A half of a surrogate pair, a long integer, a large exponent. */
const REFUSED = /\\u[dD][89a-fA-F]|\d{19}|[eE][+-]?\d{3}/;

function withoutOddities(json: string): string {
  if (json === '') return json;
  const read: unknown = JSON.parse(json);
  if (!REFUSED.test(json) && countKeys(read) === countWrittenKeys(json)) return json;
  return JSON.stringify(read, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values = Object.values(value);
  const own = Array.isArray(value) ? 0 : values.length;
  return values.reduce<number>((sum, inner) => sum + countKeys(inner), own);
}

const SPACE = 0x20;

/** How many keys a valid JSON text writes, those that stand twice included. A pattern would overflow on strings of 10 MB. */
function countWrittenKeys(json: string): number {
  let keys = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
    at = textStringEnd(json, at);
    while (json.charCodeAt(at) <= SPACE) at++;
    if (json.charCodeAt(at) === COLON) keys++;
  }
  return keys;
}
