/*
 * What node's `net.isIPv4` and `net.isIPv6` say, but for zones such as `%eth0`: queries are read in browsers too, which have
 * neither.
 */

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;

/** Groups of 16 bits in an IPv6 address. */
const GROUPS = 8;

/** Four decimal numbers, without zeros before them. */
export function isIPv4(text: string): boolean {
  return V4.test(text);
}

/** RFC 4291, section 2.2; without a zone. */
export function isIPv6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  if (tail === undefined) return groupsIn(head, true) === GROUPS;
  const [left, right] = [head === '' ? 0 : groupsIn(head, false), tail === '' ? 0 : groupsIn(tail, true)];
  return left !== undefined && right !== undefined && left + right < GROUPS;
}

/** How many groups a part has; the last two may be written as IPv4. `undefined` where it is none. */
function groupsIn(part: string, mayEndInV4: boolean): number | undefined {
  const groups = part.split(':');
  const last = groups.at(-1) ?? '';
  const endsInV4 = mayEndInV4 && isIPv4(last);
  const plain = endsInV4 ? groups.slice(0, -1) : groups;
  return plain.every((group) => GROUP.test(group)) ? plain.length + (endsInV4 ? 2 : 0) : undefined;
}
