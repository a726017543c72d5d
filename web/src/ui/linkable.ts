/** UTF-16 units of a name or a query in an address: encoded they are up to nine times as much, and the server takes 100,000 bytes. */
const MAX_LINKED = 8_192;

/** Whether an address can hold these; what is longer is shown without a link, which nobody could follow. */
export function isLinkable(...values: readonly (string | undefined)[]): boolean {
  return values.reduce((sum, value = '') => sum + value.length, 0) <= MAX_LINKED;
}
