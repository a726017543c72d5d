import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { VerbatimError } from '../../errors.ts';
import { detect, HEAD_BYTES, isUnsupported } from './detect.ts';
import { isListing } from './labels.ts';
import { peek } from './peek.ts';

/** A file of text, unpacked. */
export interface Leaf {
  /** How it is called in messages: its path; within archives `archive.tar.gz:path/in/it`. */
  readonly name: string;
  /** Its path, where archives are folders. */
  readonly path: string;
  /** Whether the caller named it. */
  readonly given: boolean;
  /** To be read before the next leaf is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Something that holds no text, and is passed over. */
export interface Skipped {
  readonly name: string;
  readonly skipped: string;
}

/** Something in an archive that cannot be unpacked; what comes after it is. */
export interface Broken {
  readonly name: string;
  readonly error: unknown;
}

/** Archives in archives: must-gather packs gzip in tar in gzip; more is a trap. */
const MAX_DEPTH = 6;

/**
 * Unpacks gzip and tar, also within each other, and gives the files of text in them. Whether bytes are packed is seen
 * in the bytes. FILE_UNREADABLE for what cannot be unpacked, and for what is no text though the caller named it. A file of
 * an archive that cannot be unpacked is told, and the others follow.
 */
export async function* unpack(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  given: boolean,
): AsyncGenerator<Leaf | Skipped | Broken> {
  yield* unpackAt({ name, path: name, given, depth: 0 }, bytes);
}

/** Where something packed lies. */
interface Place extends Pick<Leaf, 'name' | 'path' | 'given'> {
  readonly depth: number;
}

async function* unpackAt(place: Place, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Leaf | Skipped | Broken> {
  const { name, path, given, depth } = place;
  if (!given && isListing(path)) return yield { name, skipped: 'a list of files' };
  const { head, all } = await peek(bytes, HEAD_BYTES);
  const kind = detect(head);
  if (depth > MAX_DEPTH) throw new VerbatimError('FILE_UNREADABLE', 'Archives are packed too deeply in each other.');
  if (isUnsupported(kind)) throw new VerbatimError('FILE_UNREADABLE', `It is packed with ${kind}; unpack it first.`);
  switch (kind) {
    case 'text':
      return yield { name, path, given, bytes: all };
    case 'gzip':
      return yield* unpackAt({ ...place, depth: depth + 1 }, gunzip(all));
    case 'tar':
      return yield* unpackTar(place, all);
    case 'empty':
      return yield { name, skipped: 'empty' };
    default:
      if (given) throw new VerbatimError('FILE_UNREADABLE', 'It holds no text.');
      yield { name, skipped: 'not text' };
  }
}

async function* unpackTar(
  { name, path, depth }: Place,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Leaf | Skipped | Broken> {
  // It brings a library with it.
  const { tarEntries } = await import('./tar.ts');
  for await (const entry of tarEntries(bytes)) {
    const inner = { name: `${name}:${entry.name}`, path: `${path}/${entry.name}`, given: false, depth: depth + 1 };
    if (isHidden(entry.name)) {
      yield { name: inner.name, skipped: 'hidden' };
      continue;
    }
    try {
      yield* unpackAt(inner, entry.bytes);
    } catch (error) {
      // Where it is the archive itself that breaks off, it says so itself.
      yield { name: inner.name, error };
    }
  }
}

function gunzip(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // The error reaches the reader of the stream; the callback only has to be there.
  return pipeline(packed, createGunzip(), () => {});
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') && part !== '.' && part !== '..');
}
