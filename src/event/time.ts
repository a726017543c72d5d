const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:\d{2})$/;

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

/** The time now, RFC 3339 in UTC with six digits. */
export function nowMicros(): string {
  return formatMicros(Math.round((performance.timeOrigin + performance.now()) * 1000));
}
