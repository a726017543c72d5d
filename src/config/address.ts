/** 0 to 65535. */
export const PORT_PATTERN = '(?:\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';
export const IPV6_PATTERN = '\\[[0-9a-fA-F:.]+\\]';
/** HOST:PORT; an IPv6 address stands in brackets. */
export const HOST_AND_PORT_PATTERN = `(${IPV6_PATTERN}|[^\\s/@:\\[\\]]+):${PORT_PATTERN}`;

/** The host of HOST:PORT; the brackets of an IPv6 address are left out. */
export function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

/** The port of HOST:PORT. */
export function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

/** Whether only this machine reaches a host. A name other than `localhost` may be anything. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
