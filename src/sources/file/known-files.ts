import { MIN_EVIDENCE, startLength, startPrint } from './fingerprint.ts';
import { type FilePosition, parsePosition } from './position.ts';

/** Every content that was read and how far, whether its file is still there or not. */
export interface KnownFiles {
  /** The content that was last seen in this inode. */
  byInode(inode: string): FilePosition | undefined;
  byId(id: string): FilePosition | undefined;
  all(): FilePosition[];
  /** What begins like the first bytes of a content, as far as they were read; of the same cluster only. */
  startingLike(cluster: string, first: Uint8Array): FilePosition[];
  /** Notes how far a content is read, at a time in milliseconds. */
  put(position: FilePosition, now: number): void;
  /** Notes that a content is still there. */
  saw(id: string, now: number): void;
  /** What to save. Forgets what has not been there for long. */
  snapshot(now: number): Readonly<Record<string, unknown>>;
}

/** A file that was away for so long, such as a network file system, is read again when it comes back. */
const REMEMBER_MS = 14 * 24 * 3600 * 1000;
/** Of contents that are no longer there: some 6 MB. A busy node rotates a few a day. */
const MAX_REMEMBERED = 20_000;
/** Not there any more: longer than any look at all files takes. */
const AWAY_MS = 3600 * 1000;

interface Known {
  readonly position: FilePosition;
  /** When it was last there, in milliseconds. */
  seen: number;
}

/** Begins with what was saved. What does not look like a position is left out. */
export function createKnownFiles(saved: Readonly<Record<string, unknown>>): KnownFiles {
  const known = new Map<string, Known>();
  const inodes = new Map<string, string>();
  /** By cluster and fingerprint of the start. */
  const starts = new Map<string, Set<string>>();
  /** How many bytes the fingerprints are of, and of how many contents each. */
  const lengths = new Map<number, number>();

  for (const value of Array.isArray(saved.files) ? saved.files : []) {
    const { position: kept, seen } = Object(value) as { position?: unknown; seen?: unknown };
    const position = parsePosition(kept);
    if (position) put(position, Number(seen) || 0);
  }

  function put(position: FilePosition, now: number): void {
    const before = known.get(position.id);
    if (before) forgetStart(before.position);
    if (before && inodes.get(before.position.inode) === position.id) inodes.delete(before.position.inode);
    known.set(position.id, { position, seen: now });
    inodes.set(position.inode, position.id);
    if (position.at < MIN_EVIDENCE) return;
    const length = startLength(position.at);
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
    const key = startKey(position.cluster, position.start);
    const alike = starts.get(key);
    if (alike) alike.add(position.id);
    else starts.set(key, new Set([position.id]));
  }

  function forgetStart(position: FilePosition): void {
    if (position.at < MIN_EVIDENCE) return;
    const length = startLength(position.at);
    const left = (lengths.get(length) ?? 0) - 1;
    if (left > 0) lengths.set(length, left);
    else lengths.delete(length);
    const key = startKey(position.cluster, position.start);
    const alike = starts.get(key);
    alike?.delete(position.id);
    if (alike?.size === 0) starts.delete(key);
  }

  function forget({ position }: Known): void {
    forgetStart(position);
    known.delete(position.id);
    if (inodes.get(position.inode) === position.id) inodes.delete(position.inode);
  }

  function prune(now: number): void {
    for (const one of known.values()) if (one.seen < now - REMEMBER_MS) forget(one);
    const away = [...known.values()].filter(({ seen }) => seen < now - AWAY_MS);
    away.sort((a, b) => a.seen - b.seen);
    for (const one of away.slice(0, Math.max(0, away.length - MAX_REMEMBERED))) forget(one);
  }

  return {
    byInode: (inode) => known.get(inodes.get(inode) ?? '')?.position,
    byId: (id) => known.get(id)?.position,
    all: () => [...known.values()].map(({ position }) => position),
    startingLike: (cluster, first) => {
      const view = { bytes: first, from: 0 };
      return [...lengths.keys()].flatMap((length) => {
        const print = length <= first.length ? startPrint(view, length) : undefined;
        const alike = print === undefined ? [] : (starts.get(startKey(cluster, print)) ?? []);
        return [...alike].flatMap((id) => known.get(id)?.position ?? []);
      });
    },
    put,
    saw: (id, now) => {
      const one = known.get(id);
      if (one) one.seen = now;
    },
    snapshot: (now) => {
      prune(now);
      return { files: [...known.values()] };
    },
  };
}

function startKey(cluster: string, print: string): string {
  return `${cluster} ${print}`;
}
