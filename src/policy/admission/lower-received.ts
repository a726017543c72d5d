import { goValue } from '../../event/go-json.ts';
import { QUOTE } from '../../event/json-chars.ts';
import { skipSpace } from '../../event/json-scan.ts';
import type { Decision } from '../evaluate.ts';
import { cutOut, membersAt } from '../members.ts';
import { lowerRaw } from './lower-raw.ts';

/** Where Docker's log driver and shippers put the line that they have read. */
const LINES: ReadonlySet<string> = new Set(['log', 'message', 'MESSAGE']);
/** A shipper around Docker's log driver, and one around that. */
const MAX_WRAPPINGS = 3;

/**
 * As `lowerRaw`, also where the event is in a line that stands as text in what something else has put around it: a body that is
 * not to be kept must not be kept in there.
 */
export function lowerReceived(
  raw: Uint8Array,
  decision: Pick<Decision, 'level' | 'omitManagedFields'>,
  wrappings = MAX_WRAPPINGS,
): Uint8Array {
  const members = wrappings > 0 ? membersAt(raw, skipSpace(raw, 0, raw.length)) : undefined;
  const line = members?.find(({ key, start }) => LINES.has(key) && raw[start] === QUOTE);
  // An event has a stage, an address or what MKE wraps; what is around a line has none of these.
  if (!line || members?.some(({ key }) => EVENT_KEYS.has(key))) return lowerRaw(raw, decision);
  const text = Buffer.from(String(JSON.parse(Buffer.from(raw.subarray(line.start, line.end)).toString('utf8'))));
  const lowered = lowerReceived(text, decision, wrappings - 1);
  if (lowered === text) return raw;
  return cutOut(raw, [{ ...line, text: goValue(Buffer.from(lowered).toString('utf8')) }]);
}

const EVENT_KEYS: ReadonlySet<string> = new Set(['audit', 'auditID', 'requestURI', 'verb']);
