/**
 * Asks once for all who want the same at the same time. It is aborted when nobody waits any more; who asks after it was answered,
 * or was not, has it asked again.
 */
export function sharedAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let current: Shared<T> | undefined;
  const begin = (): Shared<T> => {
    const controller = new AbortController();
    const shared = { answer: ask(controller.signal), controller, waiting: 0 };
    const over = () => {
      if (current === shared) current = undefined;
    };
    shared.answer.then(over, over);
    return shared;
  };
  return async (signal) => {
    signal.throwIfAborted();
    current ??= begin();
    const shared = current;
    shared.waiting++;
    const leave = () => {
      shared.waiting--;
      if (shared.waiting > 0) return;
      if (current === shared) current = undefined;
      shared.controller.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    const answer = await shared.answer.finally(() => signal.removeEventListener('abort', leave));
    signal.throwIfAborted();
    return answer;
  };
}

interface Shared<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}
