import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { VerbatimError } from '../../errors.ts';
import { detect, HEAD_BYTES, isUnsupported } from './detect.ts';
import { peek } from './peek.ts';

/** A file of text, unpacked. */
export interface Leaf {
  /** Its path; within archives `archive.tar.gz:path/in/it`. */
  readonly name: string;
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

/** Archives in archives: must-gather packs gzip in tar in gzip; more is a trap. */
const MAX_DEPTH = 6;

/**
 * Unpacks gzip and tar, also within each other, and gives the files of text in them. Whether bytes are packed is seen
 * in the bytes. FILE_UNREADABLE for what cannot be unpacked, and for what is no text though the caller named it.
 */
export async function* unpack(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  given: boolean,
  depth = 0,
): AsyncGenerator<Leaf | Skipped> {
  const { head, all } = await peek(bytes, HEAD_BYTES);
  const kind = detect(head);
  if (depth > MAX_DEPTH) throw new VerbatimError('FILE_UNREADABLE', 'Archives are packed too deeply in each other.');
  if (isUnsupported(kind)) throw new VerbatimError('FILE_UNREADABLE', `It is packed with ${kind}; unpack it first.`);
  switch (kind) {
    case 'text':
      return yield { name, given, bytes: all };
    case 'gzip':
      return yield* unpack(name, gunzip(all), given, depth + 1);
    case 'tar': {
      // It brings a library with it.
      const { tarEntries } = await import('./tar.ts');
      for await (const entry of tarEntries(all)) {
        const path = `${name}:${entry.name}`;
        if (isHidden(entry.name)) yield { name: path, skipped: 'hidden' };
        else yield* unpack(path, entry.bytes, false, depth + 1);
      }
      return;
    }
    case 'empty':
      return yield { name, skipped: 'empty' };
    default:
      if (given) throw new VerbatimError('FILE_UNREADABLE', 'It holds no text.');
      yield { name, skipped: 'not text' };
  }
}

function gunzip(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // The error reaches the reader of the stream; the callback only has to be there.
  return pipeline(packed, createGunzip(), () => {});
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') && part !== '.' && part !== '..');
}
