import { VerbatimError } from '../errors.ts';
import { encodeNote, replaceFile } from './note.ts';

/** What a consumer binds its cursor to, such as the id of the store that it fills. */
export type CursorExtra = Readonly<Record<string, unknown>>;

/** How far one consumer is. */
export interface Cursor {
  readonly name: string;
  /** The number of the entry that is next to handle. */
  readonly position: number;
  readonly extra: CursorExtra;
  /**
   * Makes a new position durable; `extra` stays as it was where it is not given. Positions may go back.
   * Throws JOURNAL_WRITE, and then the cursor stands where it stood.
   */
  commit(position: number, extra?: CursorExtra): Promise<void>;
}

/** A cursor as its file has it. */
export interface StoredCursor {
  readonly journal: string;
  readonly position: number;
  readonly extra: CursorExtra;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
export const CURSOR_SUFFIX = '.json';

/** A consumer's cursor that stands at `start` and is kept in `dir`. `head` gives the furthest position it may take. */
export function createCursor(dir: string, name: string, start: StoredCursor, head: () => number): Cursor {
  if (!NAME.test(name)) throw new VerbatimError('INTERNAL', 'A cursor’s name has characters it cannot have.', { name });
  let current = start;
  let last: Promise<void> = Promise.resolve();

  async function store(next: StoredCursor): Promise<void> {
    try {
      await replaceFile(dir, `${name}${CURSOR_SUFFIX}`, encodeNote(next));
    } catch (cause) {
      throw new VerbatimError('JOURNAL_WRITE', 'A cursor cannot be written.', { name, cause });
    }
    current = next;
  }

  function commit(position: number, extra?: CursorExtra): Promise<void> {
    if (!Number.isSafeInteger(position) || position < 1 || position > head()) {
      return Promise.reject(
        new VerbatimError('INTERNAL', 'A cursor’s position is not in the journal.', { name, position }),
      );
    }
    const stored = last.then(() => store({ journal: start.journal, position, extra: extra ?? current.extra }));
    last = stored.catch(() => undefined);
    return stored;
  }

  return {
    name,
    get position() {
      return current.position;
    },
    get extra() {
      return current.extra;
    },
    commit,
  };
}
