import { continueEntry, MAX_ENTRY_BYTES, type OpenEntry, opensEntry, writerOf } from './entry-lines.ts';
import { splitEntries } from './split-entries.ts';

/** How long an entry waits for its next line. Its lines are written at once, but may travel one by one. */
export const ENTRY_TIMEOUT_MS = 2_000;
/** Entries of one sender that wait at a time, one for each program that it forwards. */
export const MAX_OPEN_ENTRIES = 64;

/**
 * Puts together the entries that one sender delivers line by line, as a syslog connection or a container's output does. Lines of
 * several programs may be mixed. A pure state machine: whoever has the sender tells the time, in milliseconds of a clock that
 * only goes forward.
 *
 * An entry's lines are joined by line feeds. Nothing is lost: a line that is no part of a longer entry is given back at once, and
 * an entry that does not end is given back as far as it came.
 */
export interface Assembler {
  /** The entries that are complete with this line. The line's bytes must not change afterwards. */
  push(line: Uint8Array, now: number): Uint8Array[];
  /** The entries that have waited for their next line for too long. */
  expire(now: number): Uint8Array[];
  /** When `expire` will have something to give, unless lines come; `undefined` while nothing waits. */
  due(): number | undefined;
  /** All that waits: the sender is gone. */
  end(): Uint8Array[];
  /** Bytes that wait. */
  held(): number;
}

export interface AssemblerOptions {
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly maxOpen?: number;
}

interface Waiting {
  readonly lines: Uint8Array[];
  state: OpenEntry;
  bytes: number;
  since: number;
}

const NEWLINE = Buffer.from('\n');

export function createAssembler(options: AssemblerOptions = {}): Assembler {
  const { maxBytes = MAX_ENTRY_BYTES, timeoutMs = ENTRY_TIMEOUT_MS, maxOpen = MAX_OPEN_ENTRIES } = options;
  /** By writer, in the order of their last lines. */
  const waiting = new Map<string, Waiting>();
  let held = 0;

  function oldest(): Waiting | undefined {
    return waiting.values().next().value;
  }

  function wait(entry: Waiting): void {
    waiting.set(entry.state.writer, entry);
    held += entry.bytes;
  }

  function take(entry: Waiting): Waiting {
    waiting.delete(entry.state.writer);
    held -= entry.bytes;
    return entry;
  }

  /** The entries that are complete because the line continues the one of its writer, or does not; and whether it did. */
  function continued(line: Uint8Array, now: number): { readonly complete: Uint8Array[]; readonly isTaken: boolean } {
    const before = waiting.size > 0 ? waiting.get(writerOf(line)) : undefined;
    if (!before) return { complete: [], isTaken: false };
    const { lines, bytes, state } = take(before);
    const next = bytes + 1 + line.length <= maxBytes ? continueEntry(state, line) : undefined;
    if (!next) return { complete: [joined(lines)], isTaken: false };
    lines.push(line);
    if (next.depth === 0) return { complete: [joined(lines)], isTaken: true };
    wait({ lines, state: next, bytes: bytes + 1 + line.length, since: now });
    return { complete: [], isTaken: true };
  }

  return {
    push: (line, now) => {
      const { complete, isTaken } = continued(line, now);
      if (isTaken) return complete;
      const pieces = splitEntries(line);
      const last = pieces.at(-1) ?? line;
      const state = last.length < maxBytes ? opensEntry(last) : undefined;
      if (!state) return [...complete, ...pieces];
      complete.push(...pieces.slice(0, -1));
      const first = waiting.size >= maxOpen ? oldest() : undefined;
      if (first) complete.push(joined(take(first).lines));
      wait({ lines: [last], state, bytes: last.length, since: now });
      return complete;
    },
    expire: (now) => {
      const entries: Uint8Array[] = [];
      for (let entry = oldest(); entry && now - entry.since >= timeoutMs; entry = oldest()) {
        entries.push(joined(take(entry).lines));
      }
      return entries;
    },
    due: () => {
      const entry = oldest();
      return entry && entry.since + timeoutMs;
    },
    end: () => [...waiting.values()].map((entry) => joined(take(entry).lines)),
    held: () => held,
  };
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((line, i) => (i === 0 ? [line] : [NEWLINE, line])));
}
