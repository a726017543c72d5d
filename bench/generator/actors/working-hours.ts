/** How much people do in each hour of the day, UTC; the busiest hour is 1. */
const BY_HOUR = [
  0.03, 0.02, 0.02, 0.02, 0.03, 0.08, 0.25, 0.6, 0.9, 1, 0.95, 0.8, 0.65, 0.85, 0.95, 0.9, 0.7, 0.45, 0.25, 0.18, 0.15,
  0.12, 0.08, 0.05,
];
const WEEKEND = 0.15;
const HOUR = 3_600_000_000;
const HOURS = 24;
/** 1970-01-01 was a Thursday; Monday is day 0. */
const FIRST_DAY = 3;

/** The share of the busiest hour's activity at a time, in microseconds since the epoch. */
export function activity(micros: number): number {
  const hours = Math.floor(micros / HOUR);
  const weekday = (Math.floor(hours / HOURS) + FIRST_DAY) % 7;
  return BY_HOUR[hours % HOURS]! * (weekday > 4 ? WEEKEND : 1);
}
