import type { Person } from './config.ts';

/** A name under which a person acts, and where it is theirs. */
export interface Alias {
  /** What the event says: `actorOf`. */
  readonly text: string;
  readonly person: string;
  /** Only in these clusters; in all where missing. */
  readonly clusters?: readonly string[] | undefined;
  /** Only on these platforms; on all where missing. */
  readonly platforms?: readonly string[] | undefined;
  /** As the configuration has it: with the platform before the id. */
  readonly written: string;
  readonly isLearned: boolean;
}

/** Where an event was seen. */
export interface Place {
  readonly cluster: string;
  readonly platform: string;
}

/** Says who an actor is, at the place where it was seen. */
export type PersonOf = (actor: string, place: Place) => string;

/** Whose ids may stand behind a prefix, so that an id of one platform is not taken for a name of another. */
const ID_PLATFORMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['uaa', ['pks']],
  ['mke', ['mke', 'swarm']],
]);

/** The aliases of an entry. What looks like an id with its platform may also be a name as it stands: OIDC prefixes look alike. */
export function aliasesOf({ name, aliases, clusters }: Person): Alias[] {
  return aliases.flatMap((written) => {
    const plain = { text: written, person: name, clusters, written, isLearned: false };
    const [, prefix = '', id = ''] = /^([a-z]+):(.+)$/s.exec(written) ?? [];
    const platforms = ID_PLATFORMS.get(prefix);
    return platforms ? [plain, { ...plain, text: id, platforms }] : [plain];
  });
}

/** Whether an alias holds at a place. */
export function holdsAt({ clusters, platforms }: Alias, { cluster, platform }: Place): boolean {
  return (!clusters || clusters.includes(cluster)) && (!platforms || platforms.includes(platform));
}

/** Whether there may be an event for which both hold. */
export function overlap(one: Alias, other: Alias): boolean {
  return one.text === other.text && meet(one.clusters, other.clusters) && meet(one.platforms, other.platforms);
}

function meet(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  return !some || !others || some.some((name) => others.includes(name));
}
