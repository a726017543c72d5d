import type { Subscriber, Tail } from '../../consumers/tail/tail.ts';
import { VerbatimError } from '../../errors.ts';

/** The tail, shared by those who watch. */
export interface Watching {
  /** As the tail does. Throws BUSY also where this asker watches too often already. */
  subscribe(asker: string, subscriber: Subscriber): () => void;
}

/** A quarter of all who may watch: one token that is used everywhere keeps nobody else from watching. */
const WATCHING_OF_ONE = 25;

export function createWatching(tail: Pick<Tail, 'subscribe'>, most = WATCHING_OF_ONE): Watching {
  const askers = new Map<string, Set<Subscriber>>();

  return {
    subscribe: (asker, subscriber) => {
      const own = askers.get(asker) ?? new Set();
      if (own.size >= most) {
        throw new VerbatimError('BUSY', `This token watches ${most} times already; try again when one has ended.`);
      }
      const stop = tail.subscribe(subscriber);
      askers.set(asker, own.add(subscriber));
      return () => {
        stop();
        own.delete(subscriber);
        if (own.size === 0 && askers.get(asker) === own) askers.delete(asker);
      };
    },
  };
}
