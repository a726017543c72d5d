import { type EventEmitter, on, once } from 'node:events';
import { Parser, type ReadEntry } from 'tar';
import { VerbatimError } from '../../errors.ts';

export interface TarEntry {
  readonly name: string;
  /** To be read before the next entry is asked for; what is left unread is skipped. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const FILES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/** What the parser finds wrong with the archive itself. */
const DAMAGE: ReadonlySet<string> = new Set(['TAR_BAD_ARCHIVE', 'TAR_ENTRY_INVALID', 'TAR_ABORT']);

/**
 * The files of a tar archive, in its order. An archive that is damaged or breaks off gives what can be read of it, and
 * then FILE_UNREADABLE or the error of its source.
 */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  let damage: unknown;
  const parser = new Parser({
    onwarn: (code, message) => {
      if (DAMAGE.has(code)) damage ??= new VerbatimError('FILE_UNREADABLE', `The archive is damaged: ${message}.`);
    },
  });
  const stop = new AbortController();
  const found = on(parser, 'entry', { close: ['end'], signal: stop.signal });
  const fed = feed(source, parser, stop.signal).catch((error: unknown) => {
    damage ??= error;
    // Ends the open entry too, so that whoever reads it does not wait for ever.
    parser.end();
  });
  try {
    for await (const [entry] of found as AsyncIterable<[ReadEntry]>) {
      if (FILES.has(entry.type)) yield { name: entry.path, bytes: entry as AsyncIterable<Uint8Array> };
      entry.resume();
    }
    await fed;
    if (damage) throw damage;
  } finally {
    stop.abort();
  }
}

async function feed(source: AsyncIterable<Uint8Array>, parser: Parser, signal: AbortSignal): Promise<void> {
  for await (const chunk of source) {
    if (signal.aborted) return;
    if (!parser.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))) {
      await once(parser as EventEmitter, 'drain', { signal });
    }
  }
  parser.end();
}
