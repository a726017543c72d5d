const LF = 0x0a;
const NUL = 0x00;

/** What ends a message that is not counted (RFC 6587, 3.4.2). */
export function isTrailer(byte: number | undefined): boolean {
  return byte === LF || byte === NUL;
}

export function hasTrailer(bytes: Buffer): boolean {
  return bytes.includes(LF) || bytes.includes(NUL);
}

/** Where the next trailer at or after a place stands; -1 without one. */
export type FindTrailer = (from: number) => number;

/**
 * Places must not go back behind a trailer: what was found is remembered, so that all of the bytes are looked at twice at
 * most, however many messages they hold.
 */
export function trailersIn(bytes: Buffer): FindTrailer {
  let lf = -2;
  let nul = -2;
  return (from) => {
    if (lf !== -1 && lf < from) lf = bytes.indexOf(LF, from);
    if (nul !== -1 && nul < from) nul = bytes.indexOf(NUL, from);
    return lf < 0 || nul < 0 ? Math.max(lf, nul) : Math.min(lf, nul);
  };
}
