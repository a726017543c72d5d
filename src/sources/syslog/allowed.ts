import { BlockList, isIP, isIPv6 } from 'node:net';
import { networkOf } from './config.ts';

/** Whether an address lies in one of the networks; without networks, each does. */
export function createAllowed(networks: readonly string[]): (address: string) => boolean {
  if (networks.length === 0) return () => true;
  const list = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return (address) => isIP(address) > 0 && list.check(address.replace(ZONE, ''), isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The interface of a link-local address. */
const ZONE = /%.*$/;

/** The address as people know it: a socket for both families has `::ffff:10.0.0.1` for `10.0.0.1`. */
export function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
