import { TELLS, type Tell } from './tells.ts';
import { createWordSearch } from './word-search.ts';

const search = createWordSearch<Tell>(TELLS);

/** The first body of a request or an answer. */
const BODY = Buffer.from('Object":');

/** An event with more of them is looked at everywhere. */
const MAX_PLACES = 65_536;

/** Where in bytes something tells of a secret. */
export interface Suspicion {
  /** In order; a secret is here or behind it. `all` where there are too many. */
  readonly places: readonly number[] | 'all';
}

/**
 * What in bytes can be a secret at all; `undefined` of nearly all events, and that is found in half a microsecond. In an event
 * of which it is known that kube-apiserver wrote it (`native`), the address says nothing unless there is a body.
 */
export function suspicionOf(bytes: Uint8Array, native: boolean): Suspicion | undefined {
  let buffer: Buffer | undefined;
  let hasBody: boolean | undefined = native ? undefined : true;
  let places: number[] | undefined;
  search(bytes, ({ means, agrees }, at) => {
    buffer ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (means === 'address') {
      hasBody ??= buffer.includes(BODY);
      if (!hasBody) return true;
    }
    if (agrees && !agrees(buffer, at)) return true;
    places ??= [];
    // Before it may be what is not part of a string.
    places.push(at + 1);
    return places.length < MAX_PLACES;
  });
  if (places && places.length >= MAX_PLACES) return { places: 'all' };
  return places && { places: places.sort((a, b) => a - b) };
}

/** Whether something between two places tells of a secret. */
export function isSuspicious({ places }: Suspicion, start: number, end: number): boolean {
  if (places === 'all') return true;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < places.length && places[low]! < end;
}
