import type { Spread } from '../harness/statistics.ts';

/** Figures as they stand in the table: with as many digits as mean something. */

const MB = 1e6;
const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/** A whole number with its thousands apart: `78,700`. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(THOUSANDS, ',');
}

/** Three digits that count: `0.0123`, `1.23`, `12.3`, `123`. */
export function short(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return digits === 0 ? whole(value) : value.toFixed(Math.min(digits, 4));
}

export function megabytes(bytes: number): string {
  return `${whole(bytes / MB)} MB`;
}

/** How many times more: `31×`. */
export function times(ratio: number): string {
  return `${short(ratio)}×`;
}

/** The median, and where the others lie if there are any: `78,700 (71,200 – 80,100)`. */
export function withSpread({ median, min, max }: Spread, show: (value: number) => string): string {
  return min === max ? show(median) : `${show(median)} (${show(min)} – ${show(max)})`;
}
