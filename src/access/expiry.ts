import { VerbatimError } from '../errors.ts';

const RELATIVE = /^([1-9]\d{0,4})([smhdw])$/;
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** A token that is to hold for longer is one without an end, and says so. */
const MAX_YEARS = 100;
const MAX_MS = MAX_YEARS * 366 * UNIT_MS.d;

/** When a token ends, from a length such as `90d` or an RFC 3339 time, which is in the future. Throws TIME_INVALID. */
export function readExpiry(text: string, now: Date): Date {
  const end = fromNow(text, now) ?? (RFC3339.test(text) ? Date.parse(text) : Number.NaN);
  if (Number.isNaN(end)) {
    throw new VerbatimError(
      'TIME_INVALID',
      `“${text.slice(0, 64)}” is not when a token can end. Write a length from now with s, m, h, d or w, as in 90d, or a time such as 2027-01-01T00:00:00Z.`,
    );
  }
  if (end <= now.getTime()) throw new VerbatimError('TIME_INVALID', `A token cannot end at ${text}: that is over.`);
  if (end - now.getTime() > MAX_MS) {
    throw new VerbatimError(
      'TIME_INVALID',
      `A token can end in ${MAX_YEARS} years at most; leave the end out for none.`,
    );
  }
  return new Date(end);
}

function fromNow(text: string, now: Date): number | undefined {
  const match = RELATIVE.exec(text);
  return match ? now.getTime() + Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS] : undefined;
}
