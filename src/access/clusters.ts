import { join } from 'node:path';
import { VerbatimError } from '../errors.ts';
import { readIfThere, writeDurably } from './file.ts';
import { matches, newToken, tokenHash } from './secret.ts';

/** A cluster whose events are taken in, and what is kept of its credential. */
export interface KnownCluster {
  readonly name: string;
  readonly tokenHash: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** The clusters, kept in `DIR/clusters.json`. */
export interface Clusters {
  list(): readonly KnownCluster[];
  get(name: string): KnownCluster | undefined;
  /** Adds a cluster and gives its token, which is not kept. Throws CONFLICT if the name is taken. */
  add(name: string): Promise<{ cluster: KnownCluster; token: string }>;
  /** Its token is refused from now on; its events stay. Throws NOT_FOUND. */
  remove(name: string): Promise<void>;
  /** Whether the token is that of the cluster. */
  accepts(name: string, token: string): boolean;
}

/** Deliveries are checked against every change at once, so more are not expected of one server. */
const MAX_CLUSTERS = 10_000;

export async function openClusters(dataDirectory: string, now: () => Date): Promise<Clusters> {
  const path = join(dataDirectory, 'clusters.json');
  const kept = await readIfThere(path);
  const clusters = new Map<string, KnownCluster>();
  for (const cluster of kept ? (JSON.parse(kept) as { clusters: KnownCluster[] }).clusters : []) {
    clusters.set(cluster.name, cluster);
  }
  let saving: Promise<unknown> = Promise.resolve();

  function save(): Promise<void> {
    const text = `${JSON.stringify({ clusters: [...clusters.values()] }, null, 2)}\n`;
    const saved = saving.then(() => writeDurably(path, text));
    saving = saved.catch(() => {});
    return saved;
  }

  return {
    list: () => [...clusters.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    get: (name) => clusters.get(name),
    add: async (name) => {
      if (clusters.has(name)) throw new VerbatimError('CONFLICT', `There is a cluster named ${name} already.`);
      if (clusters.size >= MAX_CLUSTERS)
        throw new VerbatimError('CONFLICT', `There are ${MAX_CLUSTERS} clusters already.`);
      const token = newToken('vbc');
      const cluster = { name, tokenHash: tokenHash(token), createdAt: now().toISOString() };
      clusters.set(name, cluster);
      try {
        await save();
      } catch (error) {
        clusters.delete(name);
        throw error;
      }
      return { cluster, token };
    },
    remove: async (name) => {
      if (!clusters.delete(name)) throw new VerbatimError('NOT_FOUND', `There is no cluster named ${name}.`);
      await save();
    },
    accepts: (name, token) => {
      const cluster = clusters.get(name);
      return cluster !== undefined && matches(token, cluster.tokenHash);
    },
  };
}
