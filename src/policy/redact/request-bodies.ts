import { OPEN_BRACE } from '../../event/json-chars.ts';
import { scanObject, valueSpan } from '../../event/json-scan.ts';
import { memberName, parsedAt, stringAt } from './json-text.ts';
import { ANYWHERE, both, type Secrecy, secrecyOfRequest } from './places.ts';

/** What the bodies of the request hold that the object at `at` records; `undefined` if it records none. */
export function secrecyOfBodies(bytes: Uint8Array, at: number, end: number): Secrecy | undefined {
  const uris = [''];
  const resources = [''];
  let hasBodies = false;
  scanObject(bytes, at, end, (raw, start) => {
    const stop = valueSpan(bytes, start, end)?.end ?? -1;
    if (stop < 0) return stop;
    const key = memberName(raw);
    // A member that stands twice may mean either.
    if (key === 'requestURI') uris.push(stringAt(bytes, start, stop));
    if (key === 'objectRef' && bytes[start] === OPEN_BRACE) resources.push(resourceOf(parsedAt(bytes, start, stop)));
    hasBodies ||= key === 'requestObject' || key === 'responseObject';
    return stop;
  });
  if (!hasBodies) return undefined;
  return uris.flatMap((uri) => resources.map((resource) => secrecyOfRequest(uri, resource))).reduce(both, ANYWHERE);
}

function resourceOf(ref: unknown): string {
  return String((ref as { readonly resource?: unknown } | undefined)?.resource ?? '');
}
