import type { SimulationReport } from '../../../../../src/api/contract.ts';
import { Count } from '../../../ui/count.tsx';
import { formatBytes } from '../../../ui/format-count.ts';
import { Icon } from '../../../ui/icon.tsx';
import { doubtsIn } from './doubts-in.ts';
import styles from './simulation.module.css';
import { estimateText, moreOrLess, share } from './sizes.ts';

/** The answer in short, and what a replay cannot know of this traffic. */
export function Headline({ report }: { readonly report: SimulationReport }) {
  const { recorded, policy, against, difference } = report;
  if (recorded.events === 0) {
    return (
      <p className={styles.doubt}>
        <Icon name="info" /> No recorded event is meant. Choose a longer time, or ask for more.
      </p>
    );
  }
  const before = against?.total ?? recorded;
  return (
    <section aria-label="In short" className={styles.short}>
      <dl className={styles.tiles}>
        <div>
          <dt>{against ? 'Compared policy' : 'Recorded'}</dt>
          <dd>
            <Count value={before.events} /> events
          </dd>
          <dd>{formatBytes(before.bytes)}</dd>
        </div>
        <div>
          <dt>This policy</dt>
          <dd>
            <Count value={policy.total.events} /> events
          </dd>
          <dd>
            {estimateText(policy.total)} <small>{share(policy.total.bytes, before.bytes)}</small>
          </dd>
        </div>
        <div>
          <dt>Gained</dt>
          <dd>
            <Count value={difference.gainedEvents} /> events
          </dd>
        </div>
        <div>
          <dt>Lost</dt>
          <dd>
            <Count value={difference.lostEvents} /> events
          </dd>
        </div>
        <div>
          <dt>In all</dt>
          <dd>{moreOrLess(difference.bytes)}</dd>
        </div>
      </dl>
      {doubtsIn(report).map((doubt) => (
        <p key={doubt} className={styles.doubt}>
          <Icon name="info" /> {doubt}
        </p>
      ))}
    </section>
  );
}
