/** Nanoseconds since the epoch, as Docker stamps each message. */
export type Stamp = bigint;

const NANOS = 1_000_000_000n;
/** The longest text of a time, with a zone. */
const MAX_STAMP_BYTES = 36;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /;

/** Reads the time before a message (RFC 3339), and how many bytes it takes with the space after it; `undefined` without one. */
export function readStamp(message: Uint8Array): { readonly at: Stamp; readonly length: number } | undefined {
  const text = Buffer.from(message.buffer, message.byteOffset, Math.min(message.length, MAX_STAMP_BYTES));
  const match = STAMP.exec(text.toString('latin1'));
  if (!match) return undefined;
  const [whole, seconds, fraction = '', zone] = match;
  const millis = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(millis)) return undefined;
  return { at: BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0')), length: whole.length };
}

/** As the Engine's API takes it for `since`: `1700000000.000000001`. Times before the epoch are its beginning. */
export function writeStamp(at: Stamp): string {
  const positive = at < 0n ? 0n : at;
  return `${positive / NANOS}.${String(positive % NANOS).padStart(9, '0')}`;
}

/** Reads what `writeStamp` wrote. */
export function parseStamp(text: string): Stamp {
  const [seconds = '0', nanos = '0'] = text.split('.');
  return BigInt(seconds) * NANOS + BigInt(nanos);
}
