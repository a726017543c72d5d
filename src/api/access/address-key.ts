import { formatAddress, parseAddress } from '../../query/network.ts';

const IPV4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i;
/** An IPv6 network of one customer or host has this prefix at least; who has it has all of its addresses. */
const PREFIX_GROUPS = 4;

/** By what failures are counted: an IPv4 address, or the /64 network of an IPv6 address. */
export function addressKey(address: string): string {
  const v4 = IPV4.exec(address)?.[1];
  if (v4) return v4;
  const number = parseAddress(address.replace(/%.*$/, ''));
  if (number === undefined) return address;
  return `${formatAddress(number).split(':').slice(0, PREFIX_GROUPS).join(':')}::/64`;
}
