/** From here on a number is shortened. */
const LONG = 10_000;

const FULL = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234`, and from 10,000 on `12.3K`, `4M`. */
export function formatCount(count: number): string {
  return Math.abs(count) < LONG ? FULL.format(count) : SHORT.format(count);
}

export function formatFull(count: number): string {
  return FULL.format(count);
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `512 B`, `1.2 kB`, `34 MB`: by thousands. */
export function formatBytes(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
