import type { SeenLink } from '../../store/actor-links.ts';
import type { Store } from '../../store/store.ts';
import { pause } from './pause.ts';

export interface FollowLinksOptions {
  readonly store: Pick<Store, 'links' | 'trimLinks'>;
  /** It is tried again with the next look. */
  readonly failed: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly lookMs?: number;
}

/** What the store learned of who is who, kept at hand. */
export interface KnownLinks {
  /** Another list each time that there is another link. */
  readonly current: () => readonly SeenLink[];
  /** The store has more events: the next look is worth it. */
  readonly loaded: () => void;
  /** Looks now and then, until the signal. */
  follow(options: FollowLinksOptions): Promise<void>;
}

/** How many links are applied: those seen last. Some ten megabytes. */
export const MAX_LINKS = 50_000;
/** A person's first event should be that person's soon; a look reads a small table. */
const LOOK_MS = 2_000;
/** Links that are too many do no harm for a while. */
const LOOKS_A_TRIM = 300;

export function createKnownLinks(): KnownLinks {
  let current: readonly SeenLink[] = [];
  let mayBeMore = true;
  return {
    current: () => current,
    loaded: () => {
      mayBeMore = true;
    },
    follow: async ({ store, failed, signal, lookMs = LOOK_MS }) => {
      for (let looks = 0; !signal.aborted; looks++, await pause(lookMs, signal)) {
        try {
          if (looks % LOOKS_A_TRIM === 0) await store.trimLinks(MAX_LINKS);
          if (!mayBeMore) continue;
          mayBeMore = false;
          const found = await store.links(MAX_LINKS);
          if (!areSame(found, current)) current = found;
        } catch (error) {
          mayBeMore = true;
          if (!signal.aborted) failed(error);
        }
      }
    },
  };
}

/** Whether they say the same; when it was seen last is no matter. Both are in order. */
function areSame(some: readonly SeenLink[], others: readonly SeenLink[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ cluster, id, name }, i) => {
      const other = others[i];
      return other?.cluster === cluster && other.id === id && other.name === name;
    })
  );
}
