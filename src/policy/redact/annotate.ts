import { goString } from '../../event/go-json.ts';
import { CLOSE_BRACE, OPEN_BRACE } from '../../event/json-chars.ts';
import { scanObject, skipSpace, valueSpan } from '../../event/json-scan.ts';

/** Says what was taken out of an event. */
export const REDACTED = 'verbatim/redacted';
/** A body can hold thousands of secrets; these are named, the others counted. */
const MAX_NAMES = 32;

/**
 * Adds the annotation to the JSON of an event, where kube-apiserver's order of keys has it. Other JSON is given back as it
 * is: in it only what stands in the places of secrets tells.
 */
export function annotate(bytes: Buffer, removed: readonly string[]): Buffer {
  const place = placeOf(bytes, skipSpace(bytes, 0, bytes.length));
  if (!place) return bytes;
  const { at, isEmpty, whole } = place;
  const names = removed.slice(0, MAX_NAMES).join(', ');
  const more = removed.length > MAX_NAMES ? ` and ${removed.length - MAX_NAMES} more` : '';
  const member = `${goString(REDACTED)}:${goString(names + more)}`;
  const text = `${isEmpty ? '' : ','}${whole ? `"annotations":{${member}}` : member}`;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
}

interface Place {
  /** Where the object that takes the member closes. */
  readonly at: number;
  readonly isEmpty: boolean;
  /** Whether there are no annotations yet. */
  readonly whole: boolean;
}

/** Of the event itself, or of the one that MKE wraps. */
function placeOf(bytes: Buffer, start: number): Place | undefined {
  if (bytes[start] !== OPEN_BRACE) return undefined;
  let annotations: { start: number; end: number } | undefined;
  let audit: number | undefined;
  let isEvent = false;
  const { complete, end } = scanObject(bytes, start, bytes.length, (key, at) => {
    const stop = valueSpan(bytes, at, bytes.length)?.end ?? -1;
    if (key === 'annotations' && bytes[at] === OPEN_BRACE) annotations = { start: at, end: stop };
    if (key === 'audit') audit = at;
    isEvent ||= key === 'auditID' || key === 'requestURI';
    return stop;
  });
  if (!complete) return undefined;
  if (!isEvent) return audit === undefined ? undefined : placeOf(bytes, audit);
  if (!annotations) return { at: end - 1, isEmpty: false, whole: true };
  const { start: open, end: close } = annotations;
  return { at: close - 1, isEmpty: bytes[skipSpace(bytes, open + 1, close)] === CLOSE_BRACE, whole: false };
}
