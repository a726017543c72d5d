import type { ClustersAnswer } from '../../api/contract.ts';
import { OWN_NAME } from '../../event/record.ts';
import { editDistance, tolerance } from '../../query/suggest.ts';
import { visible } from '../render/visible.ts';
import type { Client } from './client.ts';

/** An advice is worth no more of a person's time. */
const PATIENCE_MS = 5_000;

/**
 * What to say of names that are no cluster's, one sentence each: a slip would find nothing and say nothing. Nothing where the
 * server does not tell its clusters.
 */
export async function unknownClusters(
  client: Client,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  if (names.length === 0) return [];
  try {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const options = { signal: signal ? AbortSignal.any([signal, patience]) : patience };
    const { clusters } = await client.json<ClustersAnswer>('api/v1/clusters', options);
    const known = clusters.map(({ name }) => name);
    // The list is of what delivers; what Verbatim records of itself is not delivered.
    return names.filter((name) => name !== OWN_NAME && !known.includes(name)).map((name) => sentence(name, known));
  } catch {
    // The question itself is answered; this is an advice.
    return [];
  }
}

function sentence(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const advice = near === undefined ? '`verbatim cluster list` names them' : `did you mean ${visible(near)}?`;
  return `verbatim: there is no cluster “${visible(name)}”; ${advice}`;
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const costs = known.map((other) => ({ other, cost: editDistance(wanted, other) }));
  return costs.sort((a, b) => a.cost - b.cost).find(({ cost }) => cost <= tolerance(wanted.length))?.other;
}
