/** From the beginning of the bar at one moment to the end of the bar at another, all in milliseconds. */
export function snapToBars(
  { times, width }: { readonly times: readonly number[]; readonly width: number },
  { from, to }: { readonly from: number; readonly to: number },
): { from: number; to: number } {
  const after = times.find((time) => time > to);
  return {
    from: times.findLast((time) => time <= from) ?? times[0] ?? from,
    to: after ?? (times.at(-1) ?? to) + width,
  };
}
