const MILLIS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** What `millisOf` reads: a whole number of minutes, hours, days or weeks. */
export const DURATION = '^[1-9]\\d{0,5}[mhdw]$';

/** A length of time of the configuration, such as `90d`, in milliseconds. */
export function millisOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (MILLIS[duration.slice(-1)] ?? Number.NaN);
}
