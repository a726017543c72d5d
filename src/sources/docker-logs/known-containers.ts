import { type LogPosition, parsePosition } from './position.ts';

/** Every container whose log was read, and how far. */
export interface KnownContainers {
  /** Where reading goes on; `undefined` for a container that is new. */
  get(container: string): KnownContainer | undefined;
  /** Notes how far a log is read, at a time in milliseconds. What is older than what is known is passed over. */
  put(position: LogPosition, now: number): void;
  /** Notes that a container is still there. */
  saw(container: string, now: number): void;
  /** What to save. Forgets what has not been there for long. */
  snapshot(now: number): Readonly<Record<string, unknown>>;
}

export interface KnownContainer {
  readonly since: string;
  readonly turn: number;
  /** The last position of each output. */
  readonly outputs: ReadonlyMap<LogPosition['output'], LogPosition>;
}

/** A container that is gone has taken its log with it; but a daemon may be away for long. */
const REMEMBER_MS = 14 * 24 * 3600 * 1000;
/** More than any daemon has; some 400 bytes each. */
const MAX_REMEMBERED = 10_000;

interface Kept {
  since: string;
  turn: number;
  seen: number;
  readonly outputs: Map<LogPosition['output'], LogPosition>;
}

/** Begins with what was saved. What does not look like a position is left out. */
export function createKnownContainers(saved: Readonly<Record<string, unknown>>): KnownContainers {
  const known = new Map<string, Kept>();
  for (const value of Array.isArray(saved.containers) ? saved.containers : []) {
    const { position: kept, seen } = Object(value) as { position?: unknown; seen?: unknown };
    const position = parsePosition(kept);
    if (position) put(position, Number(seen) || 0);
  }

  function put(position: LogPosition, now: number): void {
    const { container, output, since, turn } = position;
    const one = known.get(container) ?? { since, turn: 0, seen: now, outputs: new Map() };
    known.set(container, one);
    one.seen = Math.max(one.seen, now);
    if (turn > (one.outputs.get(output)?.turn ?? 0)) one.outputs.set(output, position);
    if (turn > one.turn) Object.assign(one, { since, turn });
  }

  function prune(now: number): void {
    for (const [id, { seen }] of known) if (seen < now - REMEMBER_MS) known.delete(id);
    const oldestFirst = [...known].sort(([, a], [, b]) => a.seen - b.seen);
    for (const [id] of oldestFirst.slice(0, Math.max(0, known.size - MAX_REMEMBERED))) known.delete(id);
  }

  return {
    get: (container) => known.get(container),
    put,
    saw: (container, now) => {
      const one = known.get(container);
      if (one) one.seen = now;
    },
    snapshot: (now) => {
      prune(now);
      const containers = [...known.values()].flatMap(({ seen, outputs }) =>
        [...outputs.values()].map((position) => ({ position, seen })),
      );
      return { containers };
    },
  };
}
