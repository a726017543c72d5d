import type { ClusterDetails, ClusterFlow } from '../../../../src/api/contract.ts';
import { Card } from '../../ui/card.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Said } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import { Events } from './events.tsx';
import { Figure } from './figure.tsx';
import { FlowFigures } from './flow-figures.tsx';
import { Quarantined } from './quarantined.tsx';
import rows from './rows.module.css';

interface ClusterFactsProps {
  readonly cluster: ClusterDetails;
  readonly flow: ClusterFlow | undefined;
}

/** What is known of a cluster, in figures. */
export function ClusterFacts({ cluster, flow: known }: ClusterFactsProps) {
  const { name, createdAt, events, first, last, lastReceivedAt } = cluster;
  const flow = known?.flow;
  return (
    <Card title={known && <StateBadge state={known.state} />} actions={known?.reason && <Said text={known.reason} />}>
      <dl className={rows.figures}>
        {flow ? (
          <FlowFigures flow={flow} name={name} />
        ) : (
          <Figure label="Last received">{lastReceivedAt ? <Ago value={lastReceivedAt} /> : '–'}</Figure>
        )}
        <Figure label="Kept" note={flow && <Quarantined count={flow.quarantined} search={{ cluster: name }} />}>
          {events === undefined ? (
            'not known now'
          ) : (
            <ExploreLink query="" cluster={name}>
              <Events count={events} />
            </ExploreLink>
          )}
        </Figure>
        <Figure label="First happened">{first ? <Time value={first} /> : '–'}</Figure>
        <Figure label="Last happened">{last ? <Time value={last} /> : '–'}</Figure>
        <Figure label="Credential">
          {createdAt ? (
            <>
              since <Time value={createdAt} />
            </>
          ) : (
            'none: its events were imported'
          )}
        </Figure>
      </dl>
    </Card>
  );
}
