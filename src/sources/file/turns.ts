/** Gives files their turns: in the order in which they were asked for, some at a time. */
export interface Turns<T> {
  /** Asks for a turn. */
  ask(one: T): void;
  /** Lets nobody have a turn any more, and resolves when those under way are over. */
  stop(): Promise<void>;
}

/** Runs `turn` for whoever asked, at most `slots` at a time. `turn` must not reject. */
export function createTurns<T>(slots: number, turn: (one: T) => Promise<void>): Turns<T> {
  const waiting: T[] = [];
  const running = new Set<Promise<void>>();
  let isStopped = false;

  function start(): void {
    while (!isStopped && running.size < slots) {
      const next = waiting.shift();
      if (next === undefined) return;
      const run = turn(next).finally(() => {
        running.delete(run);
        start();
      });
      running.add(run);
    }
  }

  return {
    ask: (one) => {
      waiting.push(one);
      start();
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(running);
    },
  };
}
