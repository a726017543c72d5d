import type { Engine } from './engine.ts';
import { fromTimeCell } from './read-row.ts';
import { type Selection, STAGES_BEFORE_THE_LAST, selectionSql } from './select.ts';

/** An object that events are about, and the last of them. */
export interface SeenObject {
  readonly cluster: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** Requests. */
  readonly count: number;
  /** RFC 3339. */
  readonly last: string;
  /** Of the last request, as what follows. */
  readonly verb: string;
  readonly actor: string;
  readonly outcome: string;
  readonly platform: string;
}

/** The objects that a selection of requests is about, those of the latest request first. What has no name is left out. */
export async function seenObjects(
  engine: Engine,
  selection: Selection,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<SeenObject[]> {
  const { sql, params } = selectionSql(selection);
  const rows = await engine.query(
    `SELECT cluster, object_api_group, object_resource, object_namespace, object_name,
            count(), max(time) AS last, argMax((verb, actor, outcome, platform), (time, journal, seq)) AS latest,
            latest.1, latest.2, latest.3, latest.4
     FROM events
     WHERE ${sql} AND object_name != '' AND stage NOT IN {obj_stages:Array(String)}
     GROUP BY cluster, object_api_group, object_resource, object_namespace, object_name
     ORDER BY last DESC, cluster, object_resource, object_namespace, object_name, object_api_group
     LIMIT {obj_limit:UInt32}`,
    { ...params, obj_stages: STAGES_BEFORE_THE_LAST, obj_limit: limit },
    { signal },
  );
  return rows.map(([cluster, apiGroup, resource, namespace, name, count, last, , verb, actor, outcome, platform]) => ({
    cluster: cluster as string,
    apiGroup: apiGroup as string,
    resource: resource as string,
    namespace: namespace as string,
    name: name as string,
    count: Number(count),
    last: fromTimeCell(last as string),
    verb: verb as string,
    actor: actor as string,
    outcome: outcome as string,
    platform: platform as string,
  }));
}
