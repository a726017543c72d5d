import { parseExact } from '../event/exact-json.ts';
import { isList, isObject, type Json, textAt } from './diff/json.ts';

/** Where `kubectl apply` keeps the configuration that was applied, as JSON text. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const POINTER = `/metadata/annotations/${LAST_APPLIED.replace('/', '~1')}`;

/** The configuration that was applied last, as an object or a patch of it says; `undefined` where it says none. */
export function lastAppliedIn(body: Json | undefined): Json | undefined {
  const operation = isList(body) ? body.findLast((one) => textAt(one, 'path') === POINTER) : undefined;
  const text = textAt(operation, 'value') ?? textAt(body, 'metadata', 'annotations', LAST_APPLIED);
  if (text === undefined) return undefined;
  try {
    const applied = parseExact(text) as Json;
    return isObject(applied) ? applied : undefined;
  } catch {
    // What was taken out of it, or cut off, leaves text that is no JSON.
    return undefined;
  }
}
