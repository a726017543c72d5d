const KEY = 'verbatim.queries';
/** More are not found again in a list. */
const MAX_RECENT = 20;

/** The queries that were run in this browser, the last one first. */
export function recentQueries(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    // A browser that keeps nothing has none.
    return [];
  }
}

export function rememberQuery(query: string): void {
  if (query.trim() === '') return;
  try {
    const queries = [query, ...recentQueries().filter((one) => one !== query)];
    localStorage.setItem(KEY, JSON.stringify(queries.slice(0, MAX_RECENT)));
  } catch {
    // See above.
  }
}
