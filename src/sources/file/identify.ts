import { randomUUID } from 'node:crypto';
import type { Content } from './content.ts';
import { END_BYTES, endPrint, MIN_EVIDENCE, START_BYTES, startPrint, viewFrom } from './fingerprint.ts';
import type { KnownFiles } from './known-files.ts';
import type { FilePosition } from './position.ts';

/** The file whose content is to be recognised. */
export interface Unidentified {
  readonly cluster: string;
  readonly path: string;
  readonly inode: string;
  readonly size: number;
  readonly content: Content;
  /** Whether the content is packed; then `size` says little. */
  readonly isGzip: boolean;
  /** Whether the content has not grown for a moment, so that it can be told what it is not. */
  readonly isSettled: boolean;
  /** Whether nothing was written for so long that no copy is under way. */
  readonly isFinished: boolean;
}

export interface Surroundings {
  readonly known: Pick<KnownFiles, 'byInode' | 'startingLike'>;
  /** A content that is being read elsewhere; `undefined` if its file is no longer there. */
  readonly live: (id: string) => (Content & { readonly inode: string }) | undefined;
  /** Whether there is a file in an inode that was not looked into yet. */
  readonly isAwaited: (inode: string) => boolean;
}

/** Where to read on; `unclear` where that cannot be told yet, `held` where another file has the content. */
export type Identity = Identified | 'unclear' | 'held';

/** A content, and of a new one the fingerprint of its beginning: a copy that is new at the same time has it too. */
export interface Identified {
  readonly position: FilePosition;
  readonly beginning?: string | undefined;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Tells which content a file has and from where on it is to be read:
 *
 * - the content that was read in this inode, if what was read last still stands where it stood;
 * - the content of another file that begins alike and is no longer there: a copy, packed or not, or the same on another
 *   device. It is read on from where the other ended;
 * - of one that is still being read elsewhere: nothing yet. If it goes away, this one has its rest. Nor while it is not known
 *   whether it is read elsewhere: at the start a copy may be looked into before the file that goes on growing;
 * - else a new one, from its beginning. If it is like another in part, what it has may have been read: then each of its
 *   events is looked up.
 */
export async function identify(file: Unidentified, { known, live, isAwaited }: Surroundings): Promise<Identity> {
  const { cluster, path, inode, content, size } = file;
  const before = known.byInode(inode);
  if (before?.cluster === cluster && (await stands(content, before))) return { position: { ...before, path } };

  const first = await content.at(0, START_BYTES);
  if (first.length === 0 || (first.length < START_BYTES && !file.isSettled)) return 'unclear';
  const [like] = known.startingLike(cluster, first).sort((a, b) => b.at - a.at);
  const begin = { id: randomUUID(), cluster, path, inode, ...startOf(first) };
  if (!like) return { position: begin, beginning: beginningOf(cluster, first) };

  const inDoubt = { position: { ...begin, mayBeOldTo: like.at } };
  const original = live(like.id);
  if (original && original.inode !== inode) {
    const isCopy =
      file.isGzip || (size < like.at ? await endsAlike(content, size, original) : await stands(content, like));
    return isCopy ? 'held' : inDoubt;
  }
  if (like.inode !== inode && isAwaited(like.inode)) return 'unclear';
  if (await stands(content, like)) return { position: { ...like, path, inode } };
  const isShorter = (await content.at(like.at - 1, 1)).length === 0;
  const mayGrow = isShorter && like.inode !== inode && !file.isFinished;
  return mayGrow ? 'unclear' : inDoubt;
}

/** Whether a content begins as it did when it was read, and what was read last of it stands at the same place. */
export async function stands(content: Content, position: FilePosition): Promise<boolean> {
  return (await begins(content, position)) && (await ends(content, position));
}

/** Whether a content begins as it did when it was read. */
export async function begins(content: Content, { at, start }: FilePosition): Promise<boolean> {
  return startPrint({ bytes: await content.at(0, Math.min(at, START_BYTES)), from: 0 }, at) === start;
}

async function ends(content: Content, position: FilePosition): Promise<boolean> {
  const from = viewFrom(position.at);
  return standsIn({ bytes: await content.at(from, position.at - from), from }, position);
}

/** The same as far as a view shows it that begins at `viewFrom(position.at)`. */
export function standsIn(view: { readonly bytes: Uint8Array; readonly from: number }, position: FilePosition): boolean {
  const start = view.from === 0 ? startPrint(view, position.at) : position.start;
  return start === position.start && endPrint(view, position.at) === position.end;
}

/** Whether the last bytes of one stand at the same place in another. */
async function endsAlike(content: Content, size: number, other: Content): Promise<boolean> {
  const from = Math.max(0, size - END_BYTES);
  const [mine, its] = [await content.at(from, END_BYTES), await other.at(from, END_BYTES)];
  return its.subarray(0, mine.length).equals(mine);
}

function startOf(first: Buffer): Pick<FilePosition, 'at' | 'start' | 'end'> {
  const at = first.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  const view = { bytes: first, from: 0 };
  return { at, start: startPrint(view, at) ?? '', end: endPrint(view, at) ?? '' };
}

function beginningOf(cluster: string, first: Buffer): string | undefined {
  if (first.length < MIN_EVIDENCE) return undefined;
  return `${cluster} ${startPrint({ bytes: first, from: 0 }, first.length)}`;
}
