/** Told what the source does. */
export interface FileObserver {
  read(entry: string, bytes: number): void;
  /** What was pushed back, if anything was, is taken. */
  taken(): void;
  pushedBack(error: Error): void;
  /** A file is read from its beginning or from where a copy of it was left. */
  followed(entry: string, path: string, at: number): void;
  /** A file was made shorter or written anew. */
  truncated(entry: string, path: string, at: number): void;
  /** A file is no longer there; what was not read of it is lost. */
  left(entry: string, path: string, unreadBytes: number): void;
  /** A file or folder cannot be read; it is tried again. */
  failed(entry: string, path: string, error: Error): void;
  /** Asked when somebody wants to know. */
  status(ask: () => readonly FileStatus[]): void;
}

/** What operators see of one entry. */
export interface FileStatus {
  readonly entry: string;
  readonly files: number;
  readonly unreadBytes: number;
}

/** Counts what happens to files. */
export interface FileMetrics {
  read(entry: string, bytes: number): void;
  failed(entry: string, error: Error): void;
  pushedBack(): void;
  /** Bytes of a file that went away before they were read. */
  lost(entry: string, bytes: number): void;
  status(ask: () => readonly FileStatus[]): void;
}

export interface FileLog {
  debug(values: object, text: string): void;
  info(values: object, text: string): void;
  warn(values: object, text: string): void;
}

/** The same failure of the same path is told again only after this time. */
const TELL_AGAIN_MS = 600_000;
/** Paths of which that is remembered. */
const MAX_TOLD = 10_000;

/** Counts and logs, each failure once and not at each look. */
export function createFileObserver(log: FileLog, metrics: FileMetrics): FileObserver {
  const told = new Map<string, number>();
  let isWaiting = false;

  function isNews(path: string, error: Error): boolean {
    const key = `${path}\n${(error as NodeJS.ErrnoException).code ?? error.message}`;
    const now = performance.now();
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return false;
    if (told.size >= MAX_TOLD) told.clear();
    told.set(key, now);
    return true;
  }

  return {
    read: metrics.read,
    taken: () => {
      if (isWaiting) log.info({}, 'Files are read again.');
      isWaiting = false;
    },
    pushedBack: (err) => {
      metrics.pushedBack();
      if (!isWaiting) log.warn({ err }, 'What was read of files cannot be journaled; reading waits.');
      isWaiting = true;
    },
    followed: (source, path, at) =>
      at === 0
        ? log.info({ source, path }, 'A file is read from its beginning.')
        : log.debug({ source, path, at }, 'A file is read on.'),
    truncated: (source, path, at) => log.info({ source, path, at }, 'A file was truncated or written anew.'),
    left: (source, path, unreadBytes) => {
      if (unreadBytes === 0) return log.info({ source, path }, 'A file is gone; all of it was read.');
      metrics.lost(source, unreadBytes);
      log.warn({ source, path, unreadBytes }, 'A file is gone before all of it was read.');
    },
    failed: (source, path, err) => {
      metrics.failed(source, err);
      if (isNews(path, err)) log.warn({ source, path, err }, 'A file cannot be read; it is tried again.');
    },
    status: metrics.status,
  };
}
