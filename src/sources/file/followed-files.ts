import type { Followed } from './followed.ts';
import type { Identified } from './identify.ts';

/** The files that are followed. No two of them have the same inode, and none has the content of another. */
export interface FollowedFiles {
  get(inode: string): Followed | undefined;
  add(file: Followed): void;
  remove(file: Followed): void;
  readonly all: readonly Followed[];
  readonly size: number;
  /** Who has a content. */
  owner(id: string): Followed | undefined;
  /** Gives a file a content, unless another has it or one that begins alike has not been read at all. */
  give(file: Followed, identified: Identified): boolean;
  /** Notes that so much of a file is read that others can be compared with it, or that it cannot be read. */
  begun(file: Followed): void;
  /** Takes its content from a file: it is another now. */
  take(file: Followed): void;
}

export function createFollowedFiles(): FollowedFiles {
  const files = new Map<string, Followed>();
  const owners = new Map<string, Followed>();
  /** The files that are new and not read yet, by the fingerprint of their beginning. */
  const beginners = new Map<string, Followed>();

  function begun(file: Followed): void {
    for (const [beginning, one] of beginners) if (one === file) beginners.delete(beginning);
  }

  function take(file: Followed): void {
    if (file.position && owners.get(file.position.id) === file) owners.delete(file.position.id);
    begun(file);
    file.position = undefined;
    file.unfinishedTo = 0;
  }

  return {
    get: (inode) => files.get(inode),
    add: (file) => files.set(file.inode, file),
    remove: (file) => {
      files.delete(file.inode);
      take(file);
    },
    get all() {
      return [...files.values()];
    },
    get size() {
      return files.size;
    },
    owner: (id) => owners.get(id),
    give: (file, { position, beginning }) => {
      if (owners.has(position.id) || (beginning !== undefined && beginners.has(beginning))) return false;
      if (beginning !== undefined) beginners.set(beginning, file);
      owners.set(position.id, file);
      file.position = position;
      return true;
    },
    begun,
    take,
  };
}
