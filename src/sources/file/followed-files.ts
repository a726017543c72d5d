import type { Followed } from './followed.ts';
import type { FilePosition } from './position.ts';

/** The files that are followed. No two of them have the same inode, and none has the content of another. */
export interface FollowedFiles {
  get(inode: string): Followed | undefined;
  add(file: Followed): void;
  remove(file: Followed): void;
  readonly all: readonly Followed[];
  readonly size: number;
  /** Who has a content. */
  owner(id: string): Followed | undefined;
  /** Gives a file a content, unless another has it. */
  give(file: Followed, position: FilePosition): boolean;
  /** Takes its content from a file: it is another now. */
  take(file: Followed): void;
}

export function createFollowedFiles(): FollowedFiles {
  const files = new Map<string, Followed>();
  const owners = new Map<string, Followed>();

  function take(file: Followed): void {
    if (file.position && owners.get(file.position.id) === file) owners.delete(file.position.id);
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
    give: (file, position) => {
      if (owners.has(position.id)) return false;
      owners.set(position.id, file);
      file.position = position;
      return true;
    },
    take,
  };
}
