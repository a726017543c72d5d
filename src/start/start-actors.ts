import type { Logger } from 'pino';
import { createKnownActors, type KnownActors } from '../api/actors/known-actors.ts';
import type { PeopleConfig } from '../config/people.ts';
import { createKnownLinks } from '../consumers/store/known-links.ts';
import type { DeferredStore } from '../store/deferred.ts';
import { followPeople } from './follow-people.ts';

export interface StartActorsOptions {
  readonly config: PeopleConfig;
  readonly deferred: DeferredStore;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Who is who, as it is configured and learned. `loaded` is to be told that the store has more events. */
export async function startActors({
  config,
  deferred,
  log,
  signal,
}: StartActorsOptions): Promise<{ readonly known: KnownActors; readonly loaded: () => void }> {
  const links = createKnownLinks();
  const failed = (err: unknown) => log.error({ err }, 'Who is who could not be learned from the store; trying again.');
  void deferred.opened.then((store) => links.follow({ store, failed, signal }));
  const people = await followPeople({
    config,
    changed: (entries) => log.info({ entries }, 'Who is who is read from the actors_file.'),
    failed: (err) => log.error({ err }, 'The actors_file cannot be used; what it said before holds.'),
    signal,
  });
  return { known: createKnownActors({ people, links: links.current }), loaded: links.loaded };
}
