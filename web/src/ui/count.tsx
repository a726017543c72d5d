import { formatCount, formatFull } from './format-count.ts';

/** A number that may be large: short to the eye, whole to the pointer. */
export function Count({ value }: { readonly value: number }) {
  return <span title={formatFull(value)}>{formatCount(value)}</span>;
}
