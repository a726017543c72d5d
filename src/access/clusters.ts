import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { VerbatimError } from '../errors.ts';
import { OWN_NAME } from '../event/record.ts';
import { openKeptFile } from './kept-file.ts';
import { newToken, tokenHash } from './secret.ts';

/** A cluster whose events are taken in, and what is kept of its credential. Times are RFC 3339. */
const KnownCluster = Type.Object({ name: Type.String(), tokenHash: Type.String(), createdAt: Type.String() });
export type KnownCluster = Readonly<Static<typeof KnownCluster>>;

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

export async function openClusters(dataDirectory: string, now: () => Date): Promise<Clusters> {
  let holders: ReadonlyMap<string, KnownCluster> = new Map();
  const kept = await openKeptFile({
    path: join(dataDirectory, 'clusters.json'),
    member: 'clusters',
    schema: KnownCluster,
    keyOf: ({ name }) => name,
    changed: (clusters) => {
      holders = new Map([...clusters.values()].map((cluster) => [cluster.tokenHash, cluster]));
    },
  });

  return {
    list: () => [...kept.items().values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    get: (name) => kept.items().get(name),
    add: async (name) => {
      if (name === OWN_NAME) {
        throw new VerbatimError('CONFLICT', `${name} is the name under which Verbatim records what is done to itself.`);
      }
      const token = newToken('vbc');
      const cluster = { name, tokenHash: tokenHash(token), createdAt: now().toISOString() };
      await kept.change((before) => {
        if (before.has(name)) throw new VerbatimError('CONFLICT', `There is a cluster named ${name} already.`);
        if (before.size >= MAX_CLUSTERS)
          throw new VerbatimError('CONFLICT', `There are ${MAX_CLUSTERS} clusters already.`);
        return new Map(before).set(name, cluster);
      });
      return { cluster, token };
    },
    remove: (name) =>
      kept.change((before) => {
        if (!before.has(name)) throw new VerbatimError('NOT_FOUND', `There is no cluster named ${name}.`);
        return new Map([...before].filter(([other]) => other !== name));
      }),
    holder: (hash) => holders.get(hash),
  };
}
