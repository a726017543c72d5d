import { VerbatimError } from '../errors.ts';
import type { Store } from './store.ts';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

/** A store that may not be there yet. Until it is, every question is answered STORE_UNAVAILABLE. */
export interface DeferredStore {
  readonly store: Store;
  /** Resolves with the store once it is open; never, if it is closed before. */
  readonly opened: Promise<Store>;
  readonly isOpen: () => boolean;
}

/** Opens a store and tries again until it succeeds, so that events are taken in while its server is away. */
export function deferStore(
  open: () => Promise<Store>,
  failed: (error: unknown, retryMs: number) => void,
): DeferredStore {
  let current: Store | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const opened = new Promise<Store>((resolve) => {
    const attempt = async (retryMs: number): Promise<void> => {
      try {
        const store = await open();
        if (closed) return store.close();
        current = store;
        resolve(store);
      } catch (error) {
        if (closed) return;
        failed(error, retryMs);
        timer = setTimeout(() => void attempt(Math.min(retryMs * 2, LAST_RETRY_MS)), retryMs);
      }
    };
    void attempt(FIRST_RETRY_MS);
  });

  function there(): Store {
    if (!current)
      throw new VerbatimError('STORE_UNAVAILABLE', 'The store is not open yet; events are taken in meanwhile.');
    return current;
  }

  const store: Store = {
    get id() {
      return there().id;
    },
    load: async (...blocks) => there().load(...blocks),
    loadFileRuns: async (runs) => there().loadFileRuns(runs),
    files: async (selection, options) => there().files(selection, options),
    fileBytes: async function* (file, options) {
      yield* there().fileBytes(file, options);
    },
    highestLoaded: async (journal, from) => there().highestLoaded(journal, from),
    loaded: async (journal, first, last) => there().loaded(journal, first, last),
    page: async (selection, page) => there().page(selection, page),
    byId: async (journal, seq, options) => there().byId(journal, seq, options),
    byPlaces: async (places, options) => there().byPlaces(places, options),
    top: async (selection, value, options) => there().top(selection, value, options),
    facets: async (selection, values, options) => there().facets(selection, values, options),
    histogram: async (selection, key, options) => there().histogram(selection, key, options),
    splitHistogram: async (selection, key, options) => there().splitHistogram(selection, key, options),
    groups: async (selection, value, options) => there().groups(selection, value, options),
    firstSeen: async (selection, value, options) => there().firstSeen(selection, value, options),
    countEach: async (selection, conditions, options) => there().countEach(selection, conditions, options),
    span: async (selection, options) => there().span(selection, options),
    traffic: async function* (selection, shape, options) {
      yield* there().traffic(selection, shape, options);
    },
    objects: async (selection, options) => there().objects(selection, options),
    clusters: async (selection, options) => there().clusters(selection, options),
    holdsOlder: async (cluster, than, span) => there().holdsOlder(cluster, than, span),
    storedRaws: async (cluster, among) => there().storedRaws(cluster, among),
    storedHashes: async (cluster, hashes, span) => there().storedHashes(cluster, hashes, span),
    links: async (limit) => there().links(limit),
    lastActs: async (names) => there().lastActs(names),
    trimLinks: async (keep) => there().trimLinks(keep),
    retain: async (limits, nowMicros) => there().retain(limits, nowMicros),
    floors: async () => there().floors(),
    ping: async () => there().ping(),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await current?.close();
    },
  };
  return { store, opened, isOpen: () => current !== undefined };
}
