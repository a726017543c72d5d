import { createPool, type Pool } from '../../store/pool.ts';

/** Gives the askers their turns, so that one who asks a lot does not keep the others waiting. */
export interface Turns {
  /** Does the work when it is this asker's turn. Rejects with BUSY as a pool does. */
  use<T>(asker: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Questions of one asker that are the store's at once: more than it works on, so that it never waits for the next. */
export const TURNS_OF_ONE = 8;
/** Further ones that wait for these: three quarters of the queue of the store (256), so that others find room in it. */
export const WAITING_OF_ONE = 192;

export function createTurns(atOnce = TURNS_OF_ONE, maxWaiting = WAITING_OF_ONE): Turns {
  /** Those who ask now. */
  const askers = new Map<string, { readonly pool: Pool<number>; asking: number }>();

  return {
    use: async (asker, work, signal) => {
      const own = askers.get(asker) ?? { pool: createPool([...Array(atOnce).keys()], maxWaiting), asking: 0 };
      askers.set(asker, own);
      own.asking++;
      try {
        return await own.pool.use(work, signal);
      } finally {
        own.asking--;
        if (own.asking === 0) askers.delete(asker);
      }
    },
  };
}
