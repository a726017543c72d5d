import { join } from 'node:path';
import { VerbatimError } from '../errors.ts';
import { readIfThere, writeDurably } from './file.ts';
import { newToken, tokenHash } from './secret.ts';

/** A cluster whose events are taken in, and what is kept of its credential. */
export interface KnownCluster {
  readonly name: string;
  readonly tokenHash: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The clusters, kept in `DIR/clusters.json`. A change that cannot be kept is none: it rejects and nothing is different. */
export interface Clusters {
  list(): readonly KnownCluster[];
  get(name: string): KnownCluster | undefined;
  /** Adds a cluster and gives its token, which is not kept. Throws CONFLICT if the name is taken. */
  add(name: string): Promise<{ cluster: KnownCluster; token: string }>;
  /** Its token is refused from now on; its events stay. Throws NOT_FOUND. */
  remove(name: string): Promise<void>;
  /** Whose token has this hash. */
  holder(tokenHash: string): KnownCluster | undefined;
}

/** The file is written whole at every change, so more are not expected of one server. */
const MAX_CLUSTERS = 10_000;

type ByName = ReadonlyMap<string, KnownCluster>;

export async function openClusters(dataDirectory: string, now: () => Date): Promise<Clusters> {
  const path = join(dataDirectory, 'clusters.json');
  const kept = await readIfThere(path);
  const known = kept ? (JSON.parse(kept) as { clusters: KnownCluster[] }).clusters : [];
  let clusters: ByName = new Map(known.map((cluster) => [cluster.name, cluster]));
  let holders = byHash(clusters);
  let changing: Promise<unknown> = Promise.resolve();

  /** One change after another, each on what the one before left. */
  function change(make: (before: ByName) => ByName): Promise<void> {
    const changed = changing.then(async () => {
      const after = make(clusters);
      await writeDurably(path, `${JSON.stringify({ clusters: [...after.values()] }, null, 2)}\n`);
      clusters = after;
      holders = byHash(after);
    });
    changing = changed.catch(() => {});
    return changed;
  }

  return {
    list: () => [...clusters.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    get: (name) => clusters.get(name),
    add: async (name) => {
      const token = newToken('vbc');
      const cluster = { name, tokenHash: tokenHash(token), createdAt: now().toISOString() };
      await change((before) => {
        if (before.has(name)) throw new VerbatimError('CONFLICT', `There is a cluster named ${name} already.`);
        if (before.size >= MAX_CLUSTERS)
          throw new VerbatimError('CONFLICT', `There are ${MAX_CLUSTERS} clusters already.`);
        return new Map(before).set(name, cluster);
      });
      return { cluster, token };
    },
    remove: (name) =>
      change((before) => {
        if (!before.has(name)) throw new VerbatimError('NOT_FOUND', `There is no cluster named ${name}.`);
        return new Map([...before].filter(([other]) => other !== name));
      }),
    holder: (hash) => holders.get(hash),
  };
}

function byHash(clusters: ByName): ReadonlyMap<string, KnownCluster> {
  return new Map([...clusters.values()].map((cluster) => [cluster.tokenHash, cluster]));
}
