import { formatMicros } from '../../../src/event/time.ts';

const THREE_DIGITS = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));
const SECOND = 1_000_000;

/**
 * Formats microseconds since the epoch as `formatMicros` does, an order of magnitude faster for times that lie close
 * together: the text of the second is kept.
 */
export function createTimeText(): (micros: number) => string {
  let second = Number.NaN;
  let prefix = '';
  return (micros) => {
    const whole = Math.floor(micros / SECOND);
    if (whole !== second) {
      second = whole;
      prefix = formatMicros(whole * SECOND).slice(0, -7);
    }
    const rest = micros - whole * SECOND;
    const millis = Math.floor(rest / 1000);
    return `${prefix}${THREE_DIGITS[millis]}${THREE_DIGITS[rest - millis * 1000]}Z`;
  };
}
