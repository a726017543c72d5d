import { useIsFetching, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ClustersAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import styles from './explore.module.css';

/** Clusters come and go seldom; in milliseconds. */
const CLUSTERS_MS = 300_000;

/** What the page asks for first. */
const ANSWERS: ReadonlySet<unknown> = new Set(['events', 'histogram', 'facets']);

interface ClusterChoiceProps {
  readonly value: string;
  onChange(cluster: string): void;
}

/** All clusters, or one; several, where the address names them. */
export function ClusterChoice({ value, onChange }: ClusterChoiceProps) {
  const id = useId();
  // To ask for the clusters counts all events: it would hold up the answers that somebody waits for.
  const isBusy = useIsFetching({ predicate: ({ queryKey: [about] }) => ANSWERS.has(about) }) > 0;
  const { data } = useQuery({
    queryKey: ['clusters'],
    queryFn: ({ signal }) => getJson<ClustersAnswer>('/api/v1/clusters', {}, signal),
    staleTime: CLUSTERS_MS,
    enabled: !isBusy,
  });
  const names = [...new Set([...(data?.clusters.map(({ name }) => name) ?? []), ...(value === '' ? [] : [value])])];
  return (
    <span className={styles.cluster}>
      <label htmlFor={id} className="visually-hidden">
        Cluster
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">All clusters</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
