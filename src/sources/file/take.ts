import { VerbatimError } from '../../errors.ts';
import { logFileName } from '../../event/log-path.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Intake, Stretch, Taken } from '../intake.ts';
import { untilTaken } from '../until-taken.ts';
import type { Followed } from './followed.ts';
import type { KnownFiles } from './known-files.ts';
import type { FileObserver } from './observer.ts';
import { advance, type FilePosition } from './position.ts';

export const SOURCE_TYPE = 'file';

/** Hands over what was read of a file, and notes how far that brings it. */
export type Take = (file: Followed, seen: Seen) => Promise<Taken>;

/** A part of a file's content that begins at `viewFrom` of its position. */
export interface Seen {
  readonly bytes: Buffer;
  readonly from: number;
  /** Whether nothing follows. */
  readonly final: boolean;
}

export interface TakeOptions {
  readonly intake: Intake;
  readonly known: KnownFiles;
  readonly checkpoint: Checkpoint;
  readonly observer: FileObserver;
  readonly wallClock: () => number;
  readonly signal: AbortSignal;
}

/**
 * Where the journal pushes back, the same is brought again until it is taken: reading waits, and so does its turn. Rejects
 * only when the source stops, or for good reason.
 */
export function createTake(options: TakeOptions): Take {
  const { intake, known, checkpoint, observer, wallClock, signal } = options;

  async function once(file: Followed, position: FilePosition, { bytes, from, final }: Seen): Promise<Taken> {
    let after = position;
    const { entry } = file;
    const stretch: Stretch = {
      bytes: bytes.subarray(position.at - from),
      final,
      inLongLine: position.inLongLine ?? false,
      maxLineBytes: entry.maxLineBytes,
      origin: (taken) => {
        after = { ...advance(position, taken, bytes, from), path: file.foundAt };
        return after;
      },
    };
    const sender = {
      cluster: entry.cluster,
      type: SOURCE_TYPE,
      source: entry.id,
      ...entry.labels(file.path),
      format: entry.format,
      mayBeOld: position.at < (position.mayBeOldTo ?? 0),
      file: { name: logFileName(file.path), content: position.id, at: position.at },
    };
    const { taken } = await intake.stretch(sender, stretch);
    if (taken.bytes > 0) {
      file.position = after;
      known.put(after, wallClock());
      observer.read(entry.id, taken.bytes);
    }
    return taken;
  }

  return async (file, seen) => {
    const position = file.position;
    if (!position) throw new VerbatimError('INTERNAL', 'A file is read before it is known.', { path: file.path });
    const bring = () => checkpoint.during(() => once(file, position, seen));
    const taken = await untilTaken(bring, { signal, pushedBack: observer.pushedBack });
    observer.taken();
    return taken;
  };
}
