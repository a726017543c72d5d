/** What goes wrong with a source, as it tells it itself. Times are in milliseconds since the epoch. */
export interface Fault {
  /** A stable code, such as `unreadable` or `lost`. */
  readonly reason: string;
  readonly count: number;
  readonly last: number;
  /** The last of them, in the words of the error. */
  readonly detail?: string;
}

/** The faults of each configured source, since the server runs. */
export interface Faults {
  note(type: string, id: string, reason: string, more?: { readonly count?: number; readonly detail?: string }): void;
  /** The latest first. */
  of(type: string, id: string): Fault[];
}

/** Errors of systems may quote a whole path or more. */
const MAX_DETAIL = 500;

/** `clock` gives milliseconds since the epoch. Sources and reasons are those of the configuration and the code, so there are few. */
export function createFaults(clock: () => number): Faults {
  const faults = new Map<string, Map<string, Fault>>();
  return {
    note: (type, id, reason, { count = 1, detail } = {}) => {
      const key = JSON.stringify([type, id]);
      const known = faults.get(key) ?? new Map<string, Fault>();
      faults.set(key, known);
      known.set(reason, {
        reason,
        count: (known.get(reason)?.count ?? 0) + count,
        last: clock(),
        ...(detail === undefined ? {} : { detail: detail.slice(0, MAX_DETAIL) }),
      });
    },
    of: (type, id) => [...(faults.get(JSON.stringify([type, id]))?.values() ?? [])].sort((a, b) => b.last - a.last),
  };
}
