/** What an entry of `admission` is for; no list, or an empty one, is all of them. */
interface About {
  readonly clusters?: readonly string[];
  readonly sources?: readonly string[];
}

/** The first entry that never holds, and the earlier one that holds in its place; both from 1. */
export function coveredEntry(entries: readonly About[]): { readonly entry: number; readonly by: number } | undefined {
  for (const [i, entry] of entries.entries()) {
    const by = entries.slice(0, i).findIndex((earlier) => covers(earlier, entry));
    if (by >= 0) return { entry: i + 1, by: by + 1 };
  }
  return undefined;
}

function covers(a: About, b: About): boolean {
  return hasAll(a.clusters ?? [], b.clusters ?? []) && hasAll(a.sources ?? [], b.sources ?? []);
}

function hasAll(names: readonly string[], others: readonly string[]): boolean {
  return names.length === 0 || (others.length > 0 && others.every((name) => names.includes(name)));
}
