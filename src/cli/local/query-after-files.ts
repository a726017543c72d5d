import { existsSync } from 'node:fs';

interface Given {
  readonly query: string | undefined;
  readonly file?: readonly string[] | undefined;
}

/** What a query has and hardly a path; so a path that was mistyped is never taken for one. */
const LIKE_A_QUERY = /[:\s(){}<>"]/;

/**
 * `--file` takes all that follows it, so a query after the paths is the last of them. It is taken for one if it cannot be a
 * path: nothing of that name is there, and it is written like a query.
 */
export function queryAfterFiles({ query, file }: Given): Given {
  const last = file?.at(-1);
  if (query !== undefined || !file || file.length < 2 || last === undefined) return { query, file };
  if (!LIKE_A_QUERY.test(last) || existsSync(last)) return { query, file };
  return { query: last, file: file.slice(0, -1) };
}
