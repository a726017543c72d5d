import { reaches, type Scope } from '../../access/principal.ts';
import { groupBy } from '../../actors/group-by.ts';
import type { ConfiguredSource } from '../../sources/configured.ts';
import type { ListedCluster } from '../contract.ts';
import type { ClusterFlow, SourceItem } from './contract.ts';
import type { Faults } from './faults.ts';
import { addFlows, type Flow } from './flow.ts';
import { flowAnswer } from './flow-answer.ts';
import { stateOf } from './state.ts';
import { IMPORT_TYPE, type Recalled, type Traffic, type Way } from './traffic.ts';

/** What is known of the sources of this server. */
export interface KnownSources {
  readonly configured: readonly ConfiguredSource[];
  readonly traffic: Traffic;
  readonly faults: Faults;
  /** What a type of source says is wrong, as a sentence. */
  readonly problem: (type: string) => string | undefined;
}

type Used = Way & { readonly flow: Flow };

interface Asked {
  readonly scope: Scope;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The sources that bring events of a scope: the configured ones, and those by which events came. */
export function listSources(known: KnownSources, { scope, now }: Asked): SourceItem[] {
  const { configured, traffic, faults, problem } = known;
  const ways = groupBy(waysIn(traffic, scope), keyOf);
  const recalled = groupBy(recalledIn(traffic, scope), ({ id }) => id);
  const seen = configured.filter(({ cluster, isForAll }) =>
    cluster === undefined ? isForAll || scope.clusters === undefined : reaches(scope, cluster),
  );
  const all = new Map<string, Partial<ConfiguredSource> & Pick<Way, 'type' | 'id'>>();
  for (const source of seen) all.set(keyOf(source), source);
  for (const [key, [first]] of ways) if (first && !all.has(key)) all.set(key, { type: first.type, id: first.id });

  return [...all].map(([key, { type, id, cluster, at }]) => {
    const used = ways.get(key) ?? [];
    const before = type === IMPORT_TYPE ? [] : (recalled.get(id) ?? []);
    // What concerns a type as a whole, or senders of no cluster, is told to who may see all.
    const own = cluster !== undefined || scope.clusters === undefined ? faults.of(type, id) : [];
    const common = scope.clusters === undefined ? faults.of(type, '') : [];
    const flow = together(used);
    const errors = [...own, ...common];
    return {
      type,
      id,
      ...(at === undefined ? {} : { at }),
      clusters: [
        ...new Set([...(cluster === undefined ? [] : [cluster]), ...[...used, ...before].map((way) => way.cluster)]),
      ].sort(),
      ...stateOf({
        now,
        since: traffic.since,
        last: flow?.lastReceived ?? latest(before),
        problem: problem(type),
        faults: errors,
      }),
      ...(flow ? { flow: flowAnswer(flow, { now, since: traffic.since }) } : {}),
      errors: errors.map(({ last, ...error }) => ({ ...error, last: new Date(last).toISOString() })),
    };
  });
}

/** What came of each cluster. Who sees some namespaces only is told what the store counts for them. */
export function clusterFlows(
  { traffic }: Pick<KnownSources, 'traffic'>,
  clusters: readonly ListedCluster[],
  { scope, now }: Asked,
): ClusterFlow[] {
  const ways = scope.namespaces ? new Map() : groupBy(waysIn(traffic, scope), ({ cluster }) => cluster);
  const recalled = groupBy(recalledIn(traffic, scope), ({ cluster }) => cluster);
  return clusters.map((cluster) => {
    const used: readonly Used[] = ways.get(cluster.name) ?? [];
    const flow = together(used);
    // What was received long before the server began is not recalled; when the last happened is close to it.
    const happened = cluster.last === undefined ? undefined : Math.min(now, Date.parse(cluster.last));
    const before = (scope.namespaces ? undefined : latest(recalled.get(cluster.name) ?? [])) ?? happened;
    return {
      ...cluster,
      ...stateOf({ now, since: traffic.since, last: flow?.lastReceived ?? before }),
      sources: [...new Set(used.map(({ id }) => id))].sort(),
      ...(flow ? { flow: flowAnswer(flow, { now, since: traffic.since }) } : {}),
    };
  });
}

function waysIn(traffic: Traffic, scope: Scope): Used[] {
  return traffic.ways().filter(({ cluster }) => reaches(scope, cluster));
}

function recalledIn(traffic: Traffic, scope: Scope): Recalled[] {
  return traffic.recalled().filter(({ cluster }) => reaches(scope, cluster));
}

function latest(recalled: readonly Recalled[]): number | undefined {
  return recalled.length === 0 ? undefined : Math.max(...recalled.map(({ last }) => last));
}

function together(ways: readonly Used[]): Flow | undefined {
  const [first, ...rest] = ways.map(({ flow }) => flow);
  return first && addFlows([first, ...rest]);
}

function keyOf({ type, id }: Pick<Way, 'type' | 'id'>): string {
  return JSON.stringify([type, id]);
}
