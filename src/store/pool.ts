/** Lends each of a few things to one user at a time, in the order of asking. */
export interface Pool<T> {
  use<R>(work: (thing: T) => Promise<R>): Promise<R>;
  /** Resolves when nothing is lent. Later users wait for ever. */
  drain(): Promise<void>;
}

export function createPool<T>(things: readonly T[]): Pool<T> {
  const free = [...things];
  const waiting: ((thing: T) => void)[] = [];

  function take(): Promise<T> | T {
    return free.pop() ?? new Promise<T>((resolve) => waiting.push(resolve));
  }

  function give(thing: T): void {
    const next = waiting.shift();
    if (next) next(thing);
    else free.push(thing);
  }

  return {
    use: async (work) => {
      const thing = await take();
      try {
        return await work(thing);
      } finally {
        give(thing);
      }
    },
    drain: async () => {
      for (const _thing of things) await take();
    },
  };
}
