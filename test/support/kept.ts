import type { Api } from './api.ts';
import { sortedLines } from './events.ts';

/** Who delivers for a cluster. */
export interface Credential {
  readonly cluster: string;
  readonly token: string;
}

let clusters = 0;

/** A cluster of a test's own. */
export async function freshCluster(api: Api): Promise<Credential> {
  const cluster = `fresh-${++clusters}`;
  return { cluster, token: await api.addCluster(cluster) };
}

/** The received bytes of a cluster's events, sorted: those that could be read, and those that are kept aside. */
export interface Kept {
  readonly good: string[];
  readonly bad: string[];
}

export const NOTHING: Kept = { good: [], bad: [] };

export async function keptOf(api: Api, cluster: string): Promise<Kept> {
  await api.loaded();
  const bytes = (query: string) => api.raw({ cluster, query }).then(sortedLines);
  return { good: await bytes('not quarantine: *'), bad: await bytes('quarantine: *') };
}
