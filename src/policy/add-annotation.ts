import { goString } from '../event/go-json.ts';
import { CLOSE_BRACE, OPEN_BRACE } from '../event/json-chars.ts';
import { skipSpace } from '../event/json-scan.ts';
import { eventAt, membersAt } from './members.ts';

/**
 * Adds an annotation to the JSON of an event, at the end of those that there are: kube-apiserver writes them in order, and
 * last of all fields. JSON that is no event is given back as it is.
 */
export function addAnnotation(raw: Uint8Array, key: string, value: string): Uint8Array {
  const at = eventAt(raw, skipSpace(raw, 0, raw.length));
  const members = at === undefined ? undefined : membersAt(raw, at);
  const last = members?.at(-1);
  if (!members || !last || !members.some(({ key: name }) => name === 'auditID' || name === 'requestURI')) return raw;
  const member = `${goString(key)}:${goString(value)}`;
  const annotations = members.find((one) => one.key === 'annotations' && raw[one.start] === OPEN_BRACE);
  if (!annotations) return insert(raw, last.end, `,"annotations":{${member}}`);
  const { start, end } = annotations;
  const isEmpty = raw[skipSpace(raw, start + 1, end)] === CLOSE_BRACE;
  return insert(raw, end - 1, isEmpty ? member : `,${member}`);
}

function insert(raw: Uint8Array, at: number, text: string): Uint8Array {
  return Buffer.concat([raw.subarray(0, at), Buffer.from(text), raw.subarray(at)]);
}
