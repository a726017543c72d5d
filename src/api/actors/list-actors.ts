import { type Alias, aliasesOf, holdsAt } from '../../actors/alias.ts';
import type { Person } from '../../actors/config.ts';
import { createDirectory } from '../../actors/directory.ts';
import { groupBy } from '../../actors/group-by.ts';
import { MAX_LINKS } from '../../consumers/store/known-links.ts';
import type { LastAct, SeenLink } from '../../store/actor-links.ts';
import type { Store } from '../../store/store.ts';
import type { Actor, ActorAlias } from '../contract.ts';

/** Everybody who acts under several names, by name: as configured, as learned, and what is learned and contradicts itself. */
export async function listActors(
  store: Pick<Store, 'links' | 'lastActs'>,
  people: readonly Person[],
): Promise<readonly Actor[]> {
  const links = await store.links(MAX_LINKS);
  const { aliases, ambiguous, personOf } = createDirectory(people, links);
  const names = new Set([...people.map(({ name }) => name), ...aliases.flatMap(({ text, person }) => [text, person])]);
  const acts = await store.lastActs([...names]);

  const actsByName = groupBy(acts, ({ actor }) => actor);
  const actsByPerson = groupBy(acts, (act) => personOf(act.actor, act));
  const seenLinks = groupBy(links, ({ cluster, id }) => keyOf(cluster, id));
  const found = new Map<string, ActorAlias[]>(people.map(({ name }) => [name, []]));
  const add = (person: string, alias: ActorAlias) => void found.set(person, [...(found.get(person) ?? []), alias]);

  for (const person of people) {
    for (const written of person.aliases) {
      const forms = aliasesOf({ ...person, aliases: [written] });
      const last = latest(forms.flatMap((form) => actsUnder(form, actsByName)));
      add(person.name, { alias: written, from: 'configured', ...limits(person.clusters), ...seen(last) });
    }
  }
  for (const alias of aliases.filter(({ isLearned }) => isLearned)) {
    const linked = (alias.clusters ?? []).flatMap((cluster) => seenLinks.get(keyOf(cluster, alias.text)) ?? []);
    const last = latest([...linked, ...actsUnder(alias, actsByName)]);
    add(alias.person, { alias: alias.text, from: 'learned', ...limits(alias.clusters), ...seen(last) });
  }
  for (const { cluster, id, name } of ambiguous) {
    const link = seenLinks.get(keyOf(cluster, id))?.find((one) => one.name === name);
    const person = personOf(name, { cluster, platform: '' });
    add(person, { alias: id, from: 'ambiguous', clusters: [cluster], ...seen(link?.last) });
  }
  return [...found]
    .map(([name, known]) => {
      const own = actsByPerson.get(name) ?? [];
      const clusters = [...new Set(own.map(({ cluster }) => cluster))].sort();
      return { name, aliases: known, clusters, ...seen(latest([...own, ...lastSeenOf(known)])) };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether an actor has a name, or an alias that is it. */
export function isCalled({ name, aliases }: Actor, wanted: string): boolean {
  return name === wanted || aliases.some(({ alias }) => alias === wanted);
}

function actsUnder(alias: Alias, byName: ReadonlyMap<string, readonly LastAct[]>): readonly LastAct[] {
  return (byName.get(alias.text) ?? []).filter((act) => holdsAt(alias, act));
}

function lastSeenOf(aliases: readonly ActorAlias[]): readonly { readonly last: string }[] {
  return aliases.flatMap(({ lastSeen }) => (lastSeen === undefined ? [] : [{ last: lastSeen }]));
}

/** RFC 3339 in UTC with microseconds sorts as text. */
function latest(times: readonly Pick<SeenLink, 'last'>[]): string | undefined {
  return times.reduce<string | undefined>((max, { last }) => (max === undefined || last > max ? last : max), undefined);
}

function seen(lastSeen: string | undefined): Pick<ActorAlias, 'lastSeen'> {
  return lastSeen === undefined ? {} : { lastSeen };
}

function limits(clusters: readonly string[] | undefined): Pick<ActorAlias, 'clusters'> {
  return clusters ? { clusters: [...clusters] } : {};
}

function keyOf(cluster: string, id: string): string {
  return JSON.stringify([cluster, id]);
}
