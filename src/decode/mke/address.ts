/** `10.1.2.3:48516` or `[2001:db8::1]:48516` without its port. */
export function withoutPort(address: string): string {
  if (address.startsWith('[')) {
    const end = address.indexOf(']');
    return end < 0 ? address : address.slice(1, end);
  }
  const colon = address.indexOf(':');
  // More than one colon is an IPv6 address, which has no port unless it stands in brackets.
  return colon > 0 && colon === address.lastIndexOf(':') ? address.slice(0, colon) : address;
}
