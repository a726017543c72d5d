import { useQuery } from '@tanstack/react-query';
import type { LoggingConfig } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MkeForm } from './mke-form.tsx';
import { MKE_PATH, MKE_QUERY } from './mke-path.ts';
import { SourcesNav } from './sources-nav.tsx';
import { useMay } from './use-may.ts';
import { WhyNot } from './why-not.tsx';

/** What is kept of events of MKE, set here as MKE itself is told. */
export function MkePage() {
  const { may, why } = useMay('readAll');
  return (
    <Page
      title="Audit level of MKE"
      lead="What is kept of the events of Mirantis Kubernetes Engine. It holds from the next event on, and after a restart."
    >
      <SourcesNav />
      <Card>{may ? <Level /> : <WhyNot why={why} />}</Card>
    </Page>
  );
}

function Level() {
  const config = useQuery({
    queryKey: MKE_QUERY,
    queryFn: ({ signal }) => getJson<LoggingConfig>(MKE_PATH, {}, signal),
  });
  return (
    <Answer of={config} loading={<Skeleton height="14rem" />}>
      {({ auditLevel }) => <MkeForm key={auditLevel} current={auditLevel} />}
    </Answer>
  );
}
