import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokensAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { SourcesNav } from './sources-nav.tsx';
import { TokenTable } from './token-table.tsx';
import { TOKENS_PATH, TOKENS_QUERY } from './tokens-path.ts';
import { useMay } from './use-may.ts';
import { WhyNot } from './why-not.tsx';

/** The tokens with which people and programs ask and deliver. */
export function TokensPage() {
  const reading = useMay('readAll');
  const changing = useMay('administer');
  const [making, setMaking] = useState(false);
  return (
    <Page
      title="Tokens"
      lead="With a token a person signs in and a program asks or delivers. What one may do never changes."
      actions={
        changing.may && (
          <Button kind="primary" icon="add" onClick={() => setMaking(true)}>
            New token
          </Button>
        )
      }
    >
      <SourcesNav />
      {reading.may ? <Tokens /> : <WhyNot why={reading.why} />}
      {reading.may && !changing.may && <WhyNot why={`New ones and revoking: ${changing.why}`} />}
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Tokens() {
  const tokens = useQuery({
    queryKey: TOKENS_QUERY,
    queryFn: ({ signal }) => getJson<TokensAnswer>(TOKENS_PATH, {}, signal),
  });
  return (
    <Answer of={tokens} loading={<Skeleton height="16rem" />}>
      {({ tokens }) =>
        tokens.length === 0 ? (
          <EmptyState title="There are no tokens but that of the administrator">
            <p>That one lies in the data directory, as admin.token. Make others for people and programs.</p>
          </EmptyState>
        ) : (
          <Card>
            <TokenTable tokens={tokens} />
          </Card>
        )
      }
    </Answer>
  );
}
