import type { SourceError, SourceItem } from '../../../../src/api/contract.ts';
import { quote } from '../../../../src/query/escape.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Said } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { errorMeaning } from './error-meaning.ts';
import { Events } from './events.tsx';
import { Figure } from './figure.tsx';
import { FlowFigures } from './flow-figures.tsx';
import { Quarantined } from './quarantined.tsx';
import styles from './rows.module.css';

/** The sources, each with what comes through it. */
export function SourceList({ sources }: { readonly sources: readonly SourceItem[] }) {
  return (
    <ul className={styles.rows}>
      {sources.map((source) => (
        <SourceRow key={`${source.type} ${source.id}`} source={source} />
      ))}
    </ul>
  );
}

function SourceRow({ source }: { readonly source: SourceItem }) {
  const { type, id, at, clusters, state, reason, flow, errors } = source;
  return (
    <li className={`${styles.row} ${state === 'failing' ? styles.failing : ''}`}>
      <div className={styles.name}>
        <h3>
          <Text value={id} />
        </h3>
        <StateBadge state={state} />
        {type !== id && <span className={styles.under}>{type}</span>}
        {clusters.length > 0 && (
          <span className={styles.under}>
            of <Text value={clusters.join(', ')} />
          </span>
        )}
        {at && (
          <span className={styles.under}>
            <Text value={at} mono />
          </span>
        )}
      </div>
      {flow && (
        <dl className={styles.figures}>
          <FlowFigures flow={flow} name={id} />
          <Figure label="Received" note={<Quarantined count={flow.quarantined} search={{ source: id }} />}>
            <ExploreLink query={`source: ${quote(id)}`} title={`Events that came by ${id}`}>
              <Events count={flow.received} />
            </ExploreLink>
          </Figure>
        </dl>
      )}
      {(reason || errors.length > 0) && (
        <ul className={styles.problem}>
          {reason && (
            <li>
              <Said text={reason} />
            </li>
          )}
          {errors.map((error) => (
            <SourceErrorLine key={error.reason} error={error} shown={reason} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** `shown` is what is said already. */
function SourceErrorLine({ error, shown }: { readonly error: SourceError; readonly shown: string | undefined }) {
  const { reason, count, last, detail } = error;
  return (
    <li>
      <b>
        {reason}: <Count value={count} />
      </b>
      , the last <Ago value={last} />. {errorMeaning(reason)}{' '}
      {detail && detail !== shown && <Text value={detail} max={600} />}
    </li>
  );
}
