import { isIPv4, isIPv6 } from './ip-address.ts';

/** A range of addresses, both ends included, as 128-bit numbers; IPv4 lies at `::ffff:0:0`. */
export interface Network {
  readonly first: bigint;
  readonly last: bigint;
  readonly version: 4 | 6;
}

const V4_START = 0xffff_0000_0000n;
const V4_END = 0xffff_ffff_ffffn;
const ADDRESS_BITS = 128;
const V4_OFFSET_BITS = 96;

/** The 128-bit number of an IPv4 or IPv6 address, `undefined` for other text (a port or a zone is other text). */
export function parseAddress(text: string): bigint | undefined {
  if (isIPv4(text)) return V4_START + v4Number(text);
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [head = '', tail] = text.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const gap: bigint[] = new Array(8 - left.length - right.length).fill(0n);
  return [...left, ...gap, ...right].reduce((sum, group) => (sum << 16n) | group, 0n);
}

function v4Number(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const number = v4Number(group);
    return [number >> 16n, number & 0xffffn];
  });
}

/** Reads `address/prefix` (RFC 4632, RFC 4291); bits beyond the prefix are ignored. `undefined` if it is not one. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text);
  const address = match && parseAddress(match[1] as string);
  if (address === undefined || address === null) return undefined;
  const version = isIPv4(match?.[1] as string) ? 4 : 6;
  const prefix = Number(match?.[2]) + (version === 4 ? V4_OFFSET_BITS : 0);
  if (prefix > ADDRESS_BITS) return undefined;
  const hostMask = (1n << BigInt(ADDRESS_BITS - prefix)) - 1n;
  return { first: address & ~hostMask, last: address | hostMask, version };
}

/** Whether the address lies in the network. An IPv4 network takes IPv4-mapped addresses; an IPv6 one takes only its own. */
export function inNetwork(network: Network, address: bigint): boolean {
  if (address < network.first || address > network.last) return false;
  return network.version === 4 || !isV4(address) || isV4(network.first);
}

/** Whether an address is one of IPv4. */
export function isV4(address: bigint): boolean {
  return address >= V4_START && address <= V4_END;
}

/** The address in IPv6 notation. */
export function formatAddress(address: bigint): string {
  const hex = address.toString(16).padStart(32, '0');
  return (hex.match(/.{4}/g) ?? []).join(':');
}
