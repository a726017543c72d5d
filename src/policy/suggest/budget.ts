import { VerbatimError } from '../../errors.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};
const TIMES_A_DAY: Readonly<Record<string, number>> = { h: 24, hour: 24, d: 1, day: 1, w: 1 / 7, week: 1 / 7 };

/** Bytes a day of a text such as `500MB/day` or `20 MiB/h`; without a time, a day is meant. Throws USAGE. */
export function parseBudget(text: string): number {
  const [, number = '', unit = '', time = 'day'] =
    /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*(?:\/\s*([a-z]+))?\s*$/i.exec(text) ?? [];
  const bytes =
    Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN) * (TIMES_A_DAY[time.toLowerCase()] ?? Number.NaN);
  if (number !== '' && Number.isFinite(bytes) && bytes > 0) return Math.round(bytes);
  throw new VerbatimError('USAGE', `The budget "${text}" should be like 500MB/day, 2GiB/week or 20MiB/h.`);
}
