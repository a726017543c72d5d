/**
 * Puts entries together that one sender delivers line by line. Which lines are one entry depends on formats, of which sources
 * know nothing, so a source is given one for each sender. Times are milliseconds of a clock that only goes forward.
 */
export interface Assembler {
  /** The entries that are complete with this line. */
  push(line: Uint8Array, now: number): Uint8Array[];
  /** The entries that have waited for their next line for too long. */
  expire(now: number): Uint8Array[];
  /** When `expire` will have something to give, unless lines come; `undefined` while nothing waits. */
  due(): number | undefined;
  /** All that waits. */
  end(): Uint8Array[];
  /** Bytes that wait. */
  held(): number;
}
