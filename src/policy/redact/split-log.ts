const LINE_FEED = 0x0a;

/** A line of a container's log that Docker's json-file driver split into several entries, because it is longer than 16 KiB. */
export interface SplitLog {
  /** The line as the container wrote it. */
  readonly text: Buffer;
  /** Another line in one entry, which says all else that the first of the entries says. */
  wrap(text: Uint8Array): Buffer;
}

/** `undefined` for whatever else consists of several lines. */
export function readSplitLog(raw: Uint8Array): SplitLog | undefined {
  if (!raw.includes(LINE_FEED)) return undefined;
  const lines = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8').split('\n').filter(Boolean);
  const entries = lines.length > 1 ? lines.map(entryOf) : [];
  const [first] = entries;
  if (!first || entries.includes(undefined)) return undefined;
  return {
    text: Buffer.from(entries.map((entry) => entry?.log ?? '').join('')),
    wrap: (text) => Buffer.from(JSON.stringify({ ...first, log: Buffer.from(text).toString('utf8') })),
  };
}

function entryOf(line: string): { readonly log: string } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const log = (value as { readonly log?: unknown } | null)?.log;
    return typeof log === 'string' ? (value as { readonly log: string }) : undefined;
  } catch {
    return undefined;
  }
}
