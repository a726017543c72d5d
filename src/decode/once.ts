import type { Entry } from './entry.ts';

/** What is read of an entry, read once: who asks whether it is of a format asks for its event next. */
export function once<T>(read: (entry: Entry) => T): (entry: Entry) => T {
  const known = new WeakMap<Entry, { readonly value: T }>();
  return (entry) => {
    let found = known.get(entry);
    if (!found) {
      found = { value: read(entry) };
      known.set(entry, found);
    }
    return found.value;
  };
}
