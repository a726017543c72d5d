/** A long name with its end in sight: names of service accounts begin alike. Cut after as many UTF-16 units as there is room for. */
export function cutMiddle(value: string, most: number): string {
  if (value.length <= most) return value;
  const head = Math.floor((most - 1) / 3);
  return `${value.slice(0, head)}…${value.slice(value.length - (most - 1 - head))}`;
}
