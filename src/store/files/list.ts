import type { Engine } from '../engine.ts';
import { fromTimeCell } from '../read-row.ts';
import type { FileKey } from './file-run.ts';

/** Which files are meant; a part that is missing may be anything. */
export interface FileSelection {
  readonly clusters?: readonly string[] | undefined;
  readonly component?: string | undefined;
  readonly node?: string | undefined;
  readonly file?: string | undefined;
}

/** A file, and how much of it was recorded. Times are RFC 3339: when the first and the last of it were received. */
export interface ListedFile extends FileKey {
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

/** The name of a content is the one under which it was read last: rotation gives it another. */
export const LAST_NAME = 'argMax(file, (received_at, journal, first_seq))';

/** The files of which anything was recorded, by cluster, node, component and name. */
export async function listFiles(
  engine: Engine,
  selection: FileSelection,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<ListedFile[]> {
  const { clusters, file, ...rest } = selection;
  const place = conditionOf({ ...rest, ...(clusters && { cluster: clusters }) });
  const named = conditionOf({ name: file });
  const rows = await engine.query(
    `SELECT cluster, component, node, name, sum(events), min(first), max(last)
     FROM (SELECT cluster, component, node, ${LAST_NAME} AS name, sum(entries) AS events,
             min(received_at) AS first, max(received_at) AS last
           FROM file_runs FINAL WHERE ${place.sql} GROUP BY cluster, component, node, content)
     WHERE ${named.sql}
     GROUP BY cluster, component, node, name ORDER BY cluster, node, component, name LIMIT {file_limit:UInt32}`,
    { ...place.params, ...named.params, file_limit: limit },
    { signal },
  );
  return rows.map(([cluster, component, node, name, events, first, last]) => ({
    cluster: cluster as string,
    component: component as string,
    node: node as string,
    file: name as string,
    events: Number(events),
    first: fromTimeCell(first as string),
    last: fromTimeCell(last as string),
  }));
}

/** That columns have these values; those without one may have any. */
function conditionOf(wanted: Readonly<Record<string, string | readonly string[] | undefined>>) {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const conditions = given.map(([column, value]) =>
    Array.isArray(value) ? `${column} IN {${column}:Array(String)}` : `${column} = {${column}:String}`,
  );
  return { sql: ['true', ...conditions].join(' AND '), params: Object.fromEntries(given) };
}
