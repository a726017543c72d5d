import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClusterDetails, ClusterFlow } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import { ClusterFacts } from './cluster-facts.tsx';
import { DropList } from './drop-list.tsx';
import { dropsOf } from './drops.ts';
import { LackList } from './lack-list.tsx';
import { RecentCounts } from './recent-counts.tsx';
import { RemoveClusterDialog } from './remove-cluster-dialog.tsx';
import { SenderTable } from './sender-table.tsx';
import { SourcesNav } from './sources-nav.tsx';
import { useMay } from './use-may.ts';
import { useSources } from './use-sources.ts';
import { WhyNot } from './why-not.tsx';

/** Until both are there: what is kept of it, and what comes of it. */
const LOADING = <Skeleton height="40rem" />;

/** One cluster: what comes of it, what is missing, who sends it. */
export function ClusterPage() {
  const { name = '' } = useParams({ strict: false });
  const { may, why } = useMay('administer');
  const sources = useSources();
  const flow = sources.data?.clusters.find((one) => one.name === name);
  const [removing, setRemoving] = useState(false);
  const details = useQuery({
    queryKey: ['clusters', name],
    queryFn: ({ signal }) => getJson<ClusterDetails>(`/api/v1/clusters/${encodeURIComponent(name)}`, {}, signal),
  });
  return (
    <Page
      title={`Cluster ${name}`}
      heading={<Text value={name} />}
      lead="What comes of this cluster, and what is missing from it."
      actions={
        <>
          <Link to="/sources/connect" search={{ name, for: 'kubeadm' }}>
            How it is connected
          </Link>
          {details.data?.createdAt && may && (
            <Button small kind="danger" onClick={() => setRemoving(true)}>
              Remove its credential
            </Button>
          )}
        </>
      }
    >
      <SourcesNav />
      <Answer of={details} loading={LOADING}>
        {(cluster) => (sources.isPending ? LOADING : <Details cluster={cluster} flow={flow} />)}
      </Answer>
      {details.data?.createdAt && !may && <WhyNot why={`Removing its credential: ${why}`} />}
      {removing && <RemoveClusterDialog name={name} onClose={() => setRemoving(false)} />}
    </Page>
  );
}

interface DetailsProps {
  readonly cluster: ClusterDetails;
  readonly flow: ClusterFlow | undefined;
}

function Details({ cluster, flow }: DetailsProps) {
  const { name, recent, senders, missing } = cluster;
  return (
    <>
      <ClusterFacts cluster={cluster} flow={flow} />
      {missing && (
        <Card title="What is missing">
          <LackList lacks={missing} />
        </Card>
      )}
      {recent && <RecentCounts cluster={name} recent={recent} />}
      {flow?.flow && (
        <Card title="Not kept, not whole, or not read">
          <DropList drops={dropsOf([flow])} />
        </Card>
      )}
      {senders && (
        <Card title="Who delivers it">
          <SenderTable senders={senders} />
        </Card>
      )}
    </>
  );
}
