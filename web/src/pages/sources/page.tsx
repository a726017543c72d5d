import type { SourcesAnswer } from '../../../../src/api/contract.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { ClusterList } from './cluster-list.tsx';
import { ConnectLink } from './connect-link.tsx';
import { Consumers } from './consumers.tsx';
import { DropList } from './drop-list.tsx';
import { dropsOf } from './drops.ts';
import { Section } from './section.tsx';
import { SourceList } from './source-list.tsx';
import { SourcesNav } from './sources-nav.tsx';
import { useSources } from './use-sources.ts';

/** Where events come from, and how. */
export function SourcesPage() {
  const sources = useSources();
  return (
    <Page
      title="Sources"
      lead="Where events come from, how fast and how late, and what was not kept."
      actions={<ConnectLink />}
    >
      <SourcesNav />
      <Answer of={sources} loading={<Skeleton height="40rem" />}>
        {(answer) => <Overview answer={answer} />}
      </Answer>
    </Page>
  );
}

function Overview({ answer: { since, clusters, sources, consumers } }: { readonly answer: SourcesAnswer }) {
  const running = (
    <>
      Counted since the server began to run, <Time value={since} />.
    </>
  );
  return (
    <>
      <Section title="Clusters" lead={sources && running}>
        {clusters.length === 0 ? <NoCluster /> : <ClusterList clusters={clusters} />}
      </Section>
      {sources && (
        <Section title="Sources" lead="The ways by which events come in.">
          <SourceList sources={sources} />
        </Section>
      )}
      {sources ? (
        <Card title="Not kept, not whole, or not read">
          <DropList drops={dropsOf(clusters)} />
        </Card>
      ) : (
        <p>
          You see some namespaces only. Rates and sources are not shown to you: a delivery holds the events of every
          namespace.
        </p>
      )}
      {consumers && (
        <Card title="What reads the journal">
          <Consumers consumers={consumers} />
        </Card>
      )}
    </>
  );
}

function NoCluster() {
  return (
    <EmptyState title="No cluster sends events yet">
      <p>Connect one: the page gives the files and commands, and says when the first event has come.</p>
      <ConnectLink />
    </EmptyState>
  );
}
