import type { ReceivedEvent } from '../decode/received.ts';

/** What lies between events that are cut from one body is commas and line ends. */
const MAX_BETWEEN_SHARE = 0.1;

/** The bytes in which all of these events stand one after the other; `undefined` if there is far more between them. */
export function commonBytes(events: readonly Pick<ReceivedEvent, 'raw'>[]): Uint8Array | undefined {
  const [first] = events;
  if (!first) return undefined;
  const { buffer } = first.raw;
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  let bytes = 0;
  for (const { raw } of events) {
    if (raw.buffer !== buffer) return undefined;
    start = Math.min(start, raw.byteOffset);
    end = Math.max(end, raw.byteOffset + raw.length);
    bytes += raw.length;
  }
  return end - start <= bytes * (1 + MAX_BETWEEN_SHARE) ? new Uint8Array(buffer, start, end - start) : undefined;
}
