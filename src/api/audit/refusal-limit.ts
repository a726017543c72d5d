/** How many refused requests are recorded: enough to see an attack, too few to fill the journal with one. */
export interface RefusalLimit {
  /**
   * Whether one from this address is recorded: the number of those that were not since the last one that was, or
   * `undefined` if this one is not either.
   */
  admit(address: string): number | undefined;
}

const WINDOW_MS = 60_000;
/** One client that tries again and again says no more than this. */
export const MAX_OF_ADDRESS = 5;
/** 43,200 a day at most, of about 700 bytes each. */
export const MAX_OF_ALL = 30;

/** `clock` gives milliseconds that never go back. */
export function createRefusalLimit(clock: () => number): RefusalLimit {
  let began = Number.NEGATIVE_INFINITY;
  let recorded = 0;
  let left = 0;
  /** Holds only addresses of which something was recorded: at most MAX_OF_ALL. */
  const ofAddress = new Map<string, number>();

  return {
    admit: (address) => {
      if (clock() - began >= WINDOW_MS) {
        began = clock();
        recorded = 0;
        ofAddress.clear();
      }
      const before = ofAddress.get(address) ?? 0;
      if (recorded >= MAX_OF_ALL || before >= MAX_OF_ADDRESS) {
        left++;
        return undefined;
      }
      recorded++;
      ofAddress.set(address, before + 1);
      const unrecorded = left;
      left = 0;
      return unrecorded;
    },
  };
}
