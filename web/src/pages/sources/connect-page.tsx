import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CreatedCluster } from '../../../../src/api/contract.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectSteps } from './connect-steps.tsx';
import { Credential } from './credential.tsx';
import { FirstEvent } from './first-event.tsx';
import { Kubeconfig } from './kubeconfig.tsx';
import { platformOf } from './platforms.ts';
import { SourcesNav } from './sources-nav.tsx';
import { useConnect, type Wanted } from './use-connect.ts';
import { useMay } from './use-may.ts';
import { WhyNot } from './why-not.tsx';

/**
 * Connects a cluster: name and platform, then its credential and what is to be done, then the first event. Name and platform
 * are in the address; the token, which is told once, is not.
 */
export function ConnectPage() {
  const search: { readonly name?: string; readonly for?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [server, setServer] = useState('');
  const { name = '' } = search;
  const platform = platformOf(search.for);
  const go = (wanted: Wanted) => {
    setServer(wanted.server);
    void navigate({ to: '/sources/connect', search: { name: wanted.name, for: wanted.platform } });
  };
  return (
    <Page
      title="Connect a cluster"
      lead="Three steps: what it is, what is to be done there, and the first event. Nothing is changed on the cluster from here."
    >
      <SourcesNav />
      <Card title="1. The cluster">
        <ConnectForm key={`${name} ${platform}`} name={name} platform={platform} server={server} onDone={go} />
      </Card>
      {name && platform && <Connecting key={name} wanted={{ name, platform, server }} />}
    </Page>
  );
}

function Connecting({ wanted }: { readonly wanted: Wanted }) {
  const answer = useConnect(wanted);
  const { may, why } = useMay('administer');
  const [created, setCreated] = useState<CreatedCluster>();
  return (
    <>
      <Card title="2. What is to be done there">
        {created && <Kubeconfig created={created} />}
        <Answer of={answer} loading={<Skeleton height="30rem" />}>
          {(answer) => (
            <>
              {may && !created && <Credential answer={answer} onCreated={setCreated} />}
              {!may && <WhyNot why={`You can read what is to be done. For making a credential: ${why}`} />}
              <ConnectSteps answer={answer} />
            </>
          )}
        </Answer>
      </Card>
      <Card title="3. The first event">
        <FirstEvent name={wanted.name} />
      </Card>
    </>
  );
}
