/** Told what the source does. */
export interface DockerObserver {
  read(entry: string, bytes: number): void;
  /** What was pushed back, if anything was, is taken. */
  taken(): void;
  pushedBack(error: Error): void;
  /** The log of a container is read, from its beginning or on. */
  followed(entry: string, container: NamedContainer, isNew: boolean): void;
  /** A container is gone, or no longer asked for. */
  left(entry: string, container: NamedContainer): void;
  /** The daemon no longer has what was read last, so what followed it may be gone too. */
  gap(entry: string, container: NamedContainer): void;
  /** The daemon cannot be asked, or a log cannot be read; it is tried again. `what` is `''` for the daemon. */
  failed(entry: string, what: string, error: Error): void;
  /** The daemon answers. */
  answered(entry: string): void;
  /** Asked when somebody wants to know. */
  status(ask: () => readonly DockerStatus[]): void;
}

export interface NamedContainer {
  readonly id: string;
  readonly name: string;
}

/** What operators see of one entry. */
export interface DockerStatus {
  readonly entry: string;
  /** Containers whose log is followed. */
  readonly containers: number;
}

/** Counts what happens to logs of containers. */
export interface DockerMetrics {
  read(entry: string, bytes: number): void;
  failed(entry: string, error: Error): void;
  gap(entry: string): void;
  pushedBack(): void;
  status(ask: () => readonly DockerStatus[]): void;
}

export interface DockerLog {
  debug(values: object, text: string): void;
  info(values: object, text: string): void;
  warn(values: object, text: string): void;
}

/** The same failure is told again only after this time. */
const TELL_AGAIN_MS = 600_000;
/** Failures of which that is remembered. */
const MAX_TOLD = 10_000;

/** Counts and logs, each failure once and not at each try. */
export function createDockerObserver(log: DockerLog, metrics: DockerMetrics): DockerObserver {
  const told = new Map<string, number>();
  const silent = new Set<string>();
  let isWaiting = false;

  function isNews(key: string): boolean {
    const now = performance.now();
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return false;
    if (told.size >= MAX_TOLD) told.clear();
    told.set(key, now);
    return true;
  }

  return {
    read: metrics.read,
    taken: () => {
      if (isWaiting) log.info({}, 'Logs of containers are read again.');
      isWaiting = false;
    },
    pushedBack: (err) => {
      metrics.pushedBack();
      if (!isWaiting) log.warn({ err }, 'What was read of logs of containers cannot be journaled; reading waits.');
      isWaiting = true;
    },
    followed: (source, container, isNew) =>
      isNew
        ? log.info({ source, container }, 'The log of a container is read from its beginning.')
        : log.debug({ source, container }, 'The log of a container is read on.'),
    left: (source, container) => log.info({ source, container }, 'A container is gone; its log is no longer followed.'),
    gap: (source, container) => {
      metrics.gap(source);
      log.warn({ source, container }, 'The daemon rotated a log away before it was read; lines may be lost.');
    },
    failed: (source, what, err) => {
      metrics.failed(source, err);
      if (what === '') silent.add(source);
      if (isNews(`${source}\n${what}\n${err.message}`)) {
        log.warn({ source, container: what || undefined, err }, 'A Docker daemon gives no log; it is tried again.');
      }
    },
    answered: (source) => {
      if (silent.delete(source)) log.info({ source }, 'A Docker daemon answers again.');
    },
    status: metrics.status,
  };
}
