import { VerbatimError } from '../../errors.ts';

/** Counts the bytes of all bodies that are held at once. */
export interface InFlight {
  /**
   * Begins to count for one request, until its answer closes; throws PUSH_BACK if there is no room already. Gives what is
   * told of each piece that arrived, which throws PUSH_BACK when all together are too many. One body may be alone above
   * the limit, so that none is refused for ever.
   */
  begin(answer: Closing): (bytes: number) => void;
}

interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

/** What a sender announces counts for nothing: only what has arrived takes memory. */
export function createInFlight(maxBytes: number): InFlight {
  let all = 0;
  const refusal = () => new VerbatimError('PUSH_BACK', 'Too many bytes are being received at once.');

  return {
    begin: (answer) => {
      if (all >= maxBytes) throw refusal();
      let mine = 0;
      answer.once('close', () => {
        all -= mine;
        mine = 0;
      });
      return (bytes) => {
        const isAlone = all === mine;
        if (!isAlone && all + bytes > maxBytes) {
          // The pieces are let go at once; the answer may take a while to close.
          all -= mine;
          mine = 0;
          throw refusal();
        }
        all += bytes;
        mine += bytes;
      };
    },
  };
}
