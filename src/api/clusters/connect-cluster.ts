import { PLATFORMS, type Platform } from '../../connect/platforms/platforms.ts';
import type { Cluster, ConnectAnswer } from '../contract.ts';

export interface ConnectOptions {
  readonly name: string;
  readonly platform: Platform;
  readonly server: URL;
  /** The cluster, where it has a credential. */
  readonly known: Cluster | undefined;
}

/** What is to be done so that a cluster sends its events. A token is kept by nobody but its cluster, so none is told here. */
export function connectCluster({ name, platform, server, known }: ConnectOptions): ConnectAnswer {
  return {
    name,
    for: platform,
    server: server.href,
    steps: PLATFORMS[platform]({ name, server }),
    ...(known ? { createdAt: known.createdAt } : {}),
    credential: known
      ? `${name} has a credential since ${known.createdAt}. Its token was shown once and is kept by nobody here. Where it is lost, remove the cluster and add it again: the new token holds at once, the old one no longer, and the events stay.`
      : `${name} has no credential yet. Add the cluster: its token is shown once, then.`,
  };
}
