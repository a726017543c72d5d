import { readIfThere, writeDurably } from './file.ts';

type ByKey<T> = ReadonlyMap<string, T>;

/** A list that is kept in one file. A change that cannot be kept is none: it rejects and nothing is different. */
export interface KeptFile<T> {
  readonly items: () => ByKey<T>;
  /** One change after another, each on what the one before left; `make` may throw to refuse. */
  readonly change: (make: (before: ByKey<T>) => ByKey<T>) => Promise<void>;
}

export interface KeptFileOptions<T> {
  readonly path: string;
  /** The member of the file's JSON object that holds the list. */
  readonly member: string;
  readonly keyOf: (item: T) => string;
  /** Told of every list that holds from now on, the first included. */
  readonly changed: (items: ByKey<T>) => void;
}

/** Opens the list, which is empty where there is no file yet. The file is written whole at every change, for its owner only. */
export async function openKeptFile<T>({ path, member, keyOf, changed }: KeptFileOptions<T>): Promise<KeptFile<T>> {
  const text = await readIfThere(path);
  const kept = text ? ((JSON.parse(text) as Record<string, T[]>)[member] ?? []) : [];
  let items: ByKey<T> = new Map(kept.map((item) => [keyOf(item), item]));
  let changing: Promise<unknown> = Promise.resolve();
  changed(items);

  return {
    items: () => items,
    change: (make) => {
      const done = changing.then(async () => {
        const after = make(items);
        await writeDurably(path, `${JSON.stringify({ [member]: [...after.values()] }, null, 2)}\n`);
        items = after;
        changed(after);
      });
      changing = done.catch(() => {});
      return done;
    },
  };
}
