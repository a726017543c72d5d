import { byteAt, isDigit, QUOTE, ZERO } from './chars';

/** A MicroTime as Kubernetes writes it, `2006-01-02T15:04:05.000000Z`, and the quotation mark behind it. */
const LENGTH: usize = 27;

/** The days that exist and that the store can hold: those of `time.ts`. */
const FIRST_YEAR: u32 = 1970;
const LAST_YEAR: u32 = 2199;

/** Where a time and the quotation mark behind it end; 0 if none that kube-apiserver writes begins at a place. */
export function timeEnd(at: usize): usize {
  if (byteAt(at + 4) !== 0x2d || byteAt(at + 7) !== 0x2d || byteAt(at + 10) !== 0x54 || byteAt(at + 13) !== 0x3a)
    return 0;
  if (byteAt(at + 16) !== 0x3a || byteAt(at + 19) !== 0x2e || byteAt(at + 26) !== 0x5a) return 0;
  for (let i: usize = 20; i < 26; i++) if (!isDigit(byteAt(at + i))) return 0;
  // What is no digit makes a number that is too large.
  const year = two(at) * 100 + two(at + 2);
  const month = two(at + 5);
  const day = two(at + 8);
  if (year < FIRST_YEAR || year > LAST_YEAR || month - 1 > 11 || day - 1 >= daysOf(year, month)) return 0;
  if (year === FIRST_YEAR && month === 1 && day === 1) return 0;
  if (two(at + 11) > 23 || two(at + 14) > 59 || two(at + 17) > 59) return 0;
  return byteAt(at + LENGTH) === QUOTE ? at + LENGTH + 1 : 0;
}

const NO_NUMBER: u32 = 1_000_000;

/** The number that two digits make. */
function two(at: usize): u32 {
  const high = byteAt(at);
  const low = byteAt(at + 1);
  return isDigit(high) && isDigit(low) ? <u32>(high - ZERO) * 10 + <u32>(low - ZERO) : NO_NUMBER;
}

function daysOf(year: u32, month: u32): u32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
