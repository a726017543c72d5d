import { VerbatimError } from '../errors.ts';

/** Counts the bytes that all requests of a source hold at once. */
export interface InFlight {
  /**
   * Begins to count for one request, until its answer closes; throws PUSH_BACK if there is no room already. Gives what is
   * told how many bytes the request holds now, and throws PUSH_BACK when all together are too many. One request may be
   * alone above the limit, so that none is refused for ever.
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
      let isClosed = false;
      const hold = (bytes: number) => {
        all += bytes - mine;
        mine = bytes;
      };
      answer.once('close', () => {
        hold(0);
        isClosed = true;
      });
      return (bytes) => {
        // What is still under way of a request whose sender has left is given up soon.
        if (isClosed) return;
        const others = all - mine;
        if (bytes > mine && others > 0 && others + bytes > maxBytes) {
          // The pieces are let go at once; the answer may take a while to close.
          hold(0);
          throw refusal();
        }
        hold(bytes);
      };
    },
  };
}
