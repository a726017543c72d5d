const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:\d{2})$/;

/** Kubernetes' MicroTime, UTC: `2006-01-02T15:04:05.000000Z`. Whether its date exists is not looked at. */
const MICRO_TIME = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

/** Whether a text has the form in which kube-apiserver writes times. */
export function isMicroTime(text: string): boolean {
  return MICRO_TIME.test(text);
}

/** How many dates are remembered: events that come together share theirs. */
const KNOWN_DATES = 64;
const midnights = new Map<string, number>();

/** The microseconds of the beginning of a day, `YYYY-MM-DD`; NaN if there is no such day. */
function midnightOf(date: string): number {
  let micros = midnights.get(date);
  if (micros === undefined) {
    const parsed = new Date(`${date}T00:00:00Z`);
    const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
    micros = isReal ? parsed.getTime() * 1000 : Number.NaN;
    if (midnights.size >= KNOWN_DATES) midnights.clear();
    midnights.set(date, micros);
  }
  return micros;
}

/** The times that the store can hold; Go writes the year 1 for one that was never set. */
export const EARLIEST_DATE = '1970-01-02';
export const LATEST_DATE = '2200-01-01';

/** Whether a text is a MicroTime of a day that exists and that the store can hold, so that it follows from its value. */
export function isCanonicalTime(text: string): boolean {
  return (
    isMicroTime(text) && text >= EARLIEST_DATE && text < LATEST_DATE && !Number.isNaN(midnightOf(text.slice(0, 10)))
  );
}

/**
 * Microseconds since the epoch of an RFC 3339 time; digits beyond microseconds are cut.
 * `undefined` if the text is not one.
 */
export function parseMicros(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, date, clock, fraction = '', zone] = match;
  const millis = Date.parse(`${date}T${clock}${zone === 'z' ? 'Z' : zone}`);
  if (Number.isNaN(millis)) return undefined;
  return millis * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** RFC 3339 in UTC with six digits, as Kubernetes' MicroTime. */
export function formatMicros(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = micros - millis * 1000;
  return `${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** The time now by the system's clock, which is corrected as it runs: RFC 3339 in UTC with six digits, to the millisecond. */
export function nowMicros(): string {
  return formatMicros(Date.now() * 1000);
}

/** Microseconds since the epoch; 0 where there is no time or none that can be read. */
export function microsOf(text: string | undefined): number {
  if (!text) return 0;
  if (!isCanonicalTime(text)) return parseMicros(text) ?? 0;
  const clock = digits(text, 11) * 3600 + digits(text, 14) * 60 + digits(text, 17);
  return midnightOf(text.slice(0, 10)) + clock * 1e6 + Number(text.slice(20, 26));
}

/** The number that two digits make. */
function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
}
