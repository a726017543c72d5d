/** A request's path, cut at its slashes and not decoded, and its query. */
export interface RequestUri {
  readonly segments: readonly string[];
  readonly query: string;
}

export function splitUri(uri: string): RequestUri {
  const mark = uri.indexOf('?');
  const path = mark < 0 ? uri : uri.slice(0, mark);
  // Docker's router and Kubernetes' both pass over empty segments.
  return { segments: path.split('/').filter((segment) => segment !== ''), query: mark < 0 ? '' : uri.slice(mark + 1) };
}

/** A segment as it was meant; one whose escapes are broken stays as it is. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The first value of a parameter of a query; `undefined` if it has none. */
export function parameter(query: string, name: string): string | undefined {
  // Few queries have it; taking one apart costs more than the rest of the reading.
  return query.includes(name) ? (new URLSearchParams(query).get(name) ?? undefined) : undefined;
}
