import { VerbatimError } from '../errors.ts';

/** Lends each of a few things to one user at a time, in the order of asking. */
export interface Pool<T> {
  /**
   * Rejects with BUSY when too many wait already, or when `signal` aborts before the turn has come: then `work` never runs.
   */
  use<R>(work: (thing: T) => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** Resolves when nothing is lent. Who waits or comes later is refused. */
  drain(): Promise<void>;
}

/** Who waits behind so many would hardly still be there when its turn comes. */
export const MAX_WAITING = 256;

interface Waiting<T> {
  readonly take: (thing: T) => void;
  readonly refuse: (error: VerbatimError) => void;
}

export function createPool<T>(things: readonly T[], maxWaiting = MAX_WAITING): Pool<T> {
  const free = [...things];
  const queue = new Set<Waiting<T>>();
  let closing = false;
  let allBack = () => {};

  function take(signal: AbortSignal | undefined): Promise<T> {
    if (closing) return Promise.reject(new VerbatimError('BUSY', 'The store is closing.'));
    if (signal?.aborted) return Promise.reject(abandoned());
    const thing = free.pop();
    if (thing !== undefined) return Promise.resolve(thing);
    if (queue.size >= maxWaiting) {
      return Promise.reject(new VerbatimError('BUSY', `${queue.size} questions wait already; try again.`));
    }
    return wait(signal);
  }

  function wait(signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => waiting.refuse(abandoned());
      const done = () => {
        queue.delete(waiting);
        signal?.removeEventListener('abort', leave);
      };
      const waiting: Waiting<T> = {
        take: (thing) => {
          done();
          resolve(thing);
        },
        refuse: (error) => {
          done();
          reject(error);
        },
      };
      queue.add(waiting);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  function give(thing: T): void {
    const [next] = queue;
    if (next) next.take(thing);
    else free.push(thing);
    if (free.length === things.length) allBack();
  }

  return {
    use: async (work, signal) => {
      const thing = await take(signal);
      try {
        return await work(thing);
      } finally {
        give(thing);
      }
    },
    drain: async () => {
      closing = true;
      for (const waiting of [...queue]) waiting.refuse(new VerbatimError('BUSY', 'The store is closing.'));
      if (free.length < things.length) {
        await new Promise<void>((resolve) => {
          allBack = resolve;
        });
      }
    },
  };
}

function abandoned(): VerbatimError {
  return new VerbatimError('BUSY', 'Nobody waits for the answer any more.');
}
