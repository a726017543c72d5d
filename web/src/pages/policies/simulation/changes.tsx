import { useState } from 'react';
import type { SimulationReport } from '../../../../../src/api/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Count } from '../../../ui/count.tsx';
import { DataTable, NUMBER } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ExploreLink } from '../../../ui/explore-link.tsx';
import { formatFull } from '../../../ui/format-count.ts';
import { Text } from '../../../ui/text.tsx';
import { LevelBadge } from '../level-badge.tsx';
import type { Address } from '../use-address.ts';
import { kindText, queryOf } from './kind.ts';
import { Sample } from './rule-table.tsx';
import styles from './simulation.module.css';
import { moreOrLess } from './sizes.ts';

type Difference = SimulationReport['difference'];
type Change = Difference['changes'][number];

interface ChangesProps {
  readonly difference: Difference;
  /** Levels “before” are those of the record, and no rule’s. */
  readonly isAgainstRecord: boolean;
  readonly address: Pick<Address, 'from' | 'to' | 'cluster' | 'query'>;
}

/** Enough to see what matters; the most frequent come first. */
const FIRST = 15;

/** What is gained and lost, by kind of request. */
export function Changes({ difference, isAgainstRecord, address }: ChangesProps) {
  const [isWhole, setWhole] = useState(false);
  const { changes, moreChanges } = difference;
  if (changes.length === 0) return <EmptyState title="Nothing changes" />;
  const shown = isWhole ? changes : changes.slice(0, FIRST);
  return (
    <>
      <DataTable label="Changes by kind of request" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col" className={NUMBER}>
              Events
            </th>
            <th scope="col">{isAgainstRecord ? 'Recorded at' : 'Before'}</th>
            <th scope="col">Now</th>
            <th scope="col">Change</th>
            <th scope="col" className={NUMBER}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <tr key={keyOf(change)}>
              <th scope="row">
                <div className={styles.kind}>
                  <Text value={kindText(change)} max={100} />
                  <small>
                    <Sample sample={change.sample} />
                  </small>
                </div>
              </th>
              <td className={NUMBER}>
                <ExploreLink {...address} query={queryOf(change, address.query)} title="Requests of this kind">
                  <Count value={change.events} />
                </ExploreLink>
              </td>
              <td>
                <LevelBadge level={change.from} /> {!isAgainstRecord && <RuleNumber rule={change.fromRule} />}
              </td>
              <td>
                <LevelBadge level={change.to} /> <RuleNumber rule={change.toRule} />
              </td>
              <td>
                <Details sign="loses" details={change.lost} />
                <Details sign="gains" details={change.gained} />
              </td>
              <td className={NUMBER}>{moreOrLess(change.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {shown.length < changes.length && (
        <Button small onClick={() => setWhole(true)}>
          Show all {formatFull(changes.length)}
        </Button>
      )}
      {moreChanges > 0 && (
        <p className={styles.never}>{formatFull(moreChanges)} rarer changes are counted and not listed.</p>
      )}
    </>
  );
}

function RuleNumber({ rule }: { readonly rule: number | null }) {
  return <small className={styles.never}>{rule === null ? 'no rule' : `rules[${rule}]`}</small>;
}

const WORDS: Readonly<Record<Change['lost'][number], string>> = {
  event: 'the event',
  requestObject: 'the request’s body',
  responseObject: 'the answer’s body',
  managedFields: 'managed fields',
};

function Details({ sign, details }: { readonly sign: 'loses' | 'gains'; readonly details: Change['lost'] }) {
  if (details.length === 0) return null;
  return (
    <span className={`${styles.details} ${styles[sign]}`}>
      {sign} {details.map((detail) => WORDS[detail]).join(', ')}
    </span>
  );
}

function keyOf({ verb, apiGroup, resource, subresource, from, to, fromRule, toRule, lost, gained }: Change): string {
  return JSON.stringify([verb, apiGroup, resource, subresource, from, to, fromRule, toRule, lost, gained]);
}
