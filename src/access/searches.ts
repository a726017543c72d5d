import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { VerbatimError } from '../errors.ts';
import { openKeptFile } from './kept-file.ts';

/** A search that somebody saved: of one principal, for no other. Times are RFC 3339. */
const SavedSearch = Type.Object({
  id: Type.String(),
  /** The principal's id. */
  owner: Type.String(),
  name: Type.String(),
  /** The parameters of the page's address, as text. */
  state: Type.String(),
  createdAt: Type.String(),
});
export type SavedSearch = Readonly<Static<typeof SavedSearch>>;

/** Saved searches, kept in `DIR/searches.json`. A change that cannot be kept is none. */
export interface Searches {
  /** Those of one principal, by name. */
  list(owner: string): readonly SavedSearch[];
  /** Saves one; it takes the place of the owner's other one of that name. Throws CONFLICT where there are too many. */
  save(owner: string, search: Pick<SavedSearch, 'name' | 'state'>): Promise<SavedSearch>;
  /** Throws NOT_FOUND where the owner has none of that id. */
  remove(owner: string, id: string): Promise<void>;
}

/** More are not found again in a list. */
const MAX_OF_ONE = 200;
/** The file is written whole at every change: with states of common length it has some megabytes then. */
const MAX_SEARCHES = 10_000;
const ID_BYTES = 6;

export async function openSearches(dataDirectory: string, now: () => Date): Promise<Searches> {
  const kept = await openKeptFile({
    path: join(dataDirectory, 'searches.json'),
    member: 'searches',
    schema: SavedSearch,
    keyOf: ({ id }) => id,
    changed: () => {},
  });
  const ofOwner = (owner: string) => [...kept.items().values()].filter((one) => one.owner === owner);

  return {
    list: (owner) => ofOwner(owner).sort((a, b) => (a.name < b.name ? -1 : 1)),
    save: async (owner, { name, state }) => {
      const search = {
        id: `srch_${randomBytes(ID_BYTES).toString('hex')}`,
        owner,
        name,
        state,
        createdAt: now().toISOString(),
      };
      await kept.change((before) => {
        const others = [...before.values()].filter((one) => one.owner !== owner || one.name !== name);
        if (others.filter((one) => one.owner === owner).length >= MAX_OF_ONE) {
          throw new VerbatimError('CONFLICT', `You have saved ${MAX_OF_ONE} searches already; remove some.`);
        }
        if (others.length >= MAX_SEARCHES) {
          throw new VerbatimError('CONFLICT', `There are ${MAX_SEARCHES} saved searches already; remove some.`);
        }
        return new Map([...others, search].map((one) => [one.id, one]));
      });
      return search;
    },
    remove: (owner, id) =>
      kept.change((before) => {
        if (before.get(id)?.owner !== owner) throw new VerbatimError('NOT_FOUND', `You have no saved search ${id}.`);
        return new Map([...before].filter(([other]) => other !== id));
      }),
  };
}
