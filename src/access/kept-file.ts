import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { VerbatimError } from '../errors.ts';
import { readIfThere, writeDurably } from './file.ts';

type ByKey<T> = ReadonlyMap<string, T>;

/** A list that is kept in one file. A change that cannot be kept is none: it rejects and nothing is different. */
export interface KeptFile<T> {
  readonly items: () => ByKey<T>;
  /**
   * One change after another, each on what the one before left; `make` may throw to refuse. Where the disk has no room for the
   * file, `cramped` may keep the change otherwise; then it holds.
   */
  readonly change: (make: (before: ByKey<T>) => ByKey<T>, cramped?: () => Promise<void>) => Promise<void>;
}

export interface KeptFileOptions<S extends TSchema> {
  readonly path: string;
  /** The member of the file's JSON object that holds the list. */
  readonly member: string;
  /** What an item must be. */
  readonly schema: S;
  /** Throws for an item that no schema can tell from a good one. */
  readonly check?: (item: Static<S>) => void;
  readonly keyOf: (item: Static<S>) => string;
  /** Whether an item that stands in the file still is one; all are where missing. */
  readonly isLeft?: (item: Static<S>) => boolean;
  /** Told of every list that holds from now on, the first included. */
  readonly changed: (items: ByKey<Static<S>>) => void;
}

/**
 * Opens the list, which is empty where there is no file yet. The file is written whole at every change, for its owner only.
 * Throws FILE_UNREADABLE for one that it did not write: who may do what must not be guessed.
 */
export async function openKeptFile<S extends TSchema>(options: KeptFileOptions<S>): Promise<KeptFile<Static<S>>> {
  const { path, member, keyOf, isLeft = () => true, changed } = options;
  const text = await readIfThere(path);
  const kept = text === undefined ? [] : read(text, options);
  let items: ByKey<Static<S>> = new Map(kept.filter(isLeft).map((item) => [keyOf(item), item]));
  let changing: Promise<unknown> = Promise.resolve();
  changed(items);

  return {
    items: () => items,
    change: (make, cramped) => {
      const done = changing.then(async () => {
        const after = make(items);
        const text = `${JSON.stringify({ [member]: [...after.values()] }, null, 2)}\n`;
        await writeDurably(path, text).catch((error: unknown) => {
          if (!cramped || !hasNoRoom(error)) throw error;
          return cramped();
        });
        items = after;
        changed(after);
      });
      changing = done.catch(() => {});
      return done;
    },
  };
}

function hasNoRoom(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function read<S extends TSchema>(text: string, { path, member, schema, check }: KeptFileOptions<S>): Static<S>[] {
  try {
    const list = (JSON.parse(text) as Record<string, unknown> | null)?.[member];
    if (!Array.isArray(list)) throw new Error(`it holds no list of ${member}.`);
    return list.map((item: unknown, i) => {
      if (!Value.Check(schema, item)) {
        const [error] = Value.Errors(schema, item);
        throw new Error(`${member}[${i}]${error?.instancePath.replaceAll('/', '.')} ${error?.message}.`);
      }
      check?.(item);
      return item;
    });
  } catch (cause) {
    const detail = `${path} is not as it was written; put back a copy, or remove it to begin with none: ${(cause as Error).message}`;
    throw new VerbatimError('FILE_UNREADABLE', detail, { cause });
  }
}
