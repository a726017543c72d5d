import { formatAddress, type Network, parseNetwork } from './network.ts';
import type { SqlParams } from './sql-params.ts';
import type { SqlTest } from './sql-text.ts';

const V4 = "toIPv6('::ffff:0.0.0.0') AND toIPv6('::ffff:255.255.255.255')";

/** Tests whether a text is an address of the network. Text that is no address is in no network. */
export function sqlNetwork(params: SqlParams, text: string): SqlTest {
  const network = parseNetwork(text);
  if (!network) return () => 'false';
  const first = params.bind(formatAddress(network.first));
  const last = params.bind(formatAddress(network.last));
  return (address) => {
    const number = `toIPv6OrNull(toString(${address}))`;
    const inRange = `${number} BETWEEN toIPv6(${first}) AND toIPv6(${last})`;
    return `ifNull(${inRange}${coversV4(network) ? ` AND NOT ${number} BETWEEN ${V4}` : ''}, false)`;
  };
}

/** A wide IPv6 network holds the block in which IPv4 addresses are written, but not those addresses. */
function coversV4(network: Network): boolean {
  return network.version === 6 && network.first < 0xffff_0000_0000n && network.last >= 0xffff_0000_0000n;
}
