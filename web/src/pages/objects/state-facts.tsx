import { Link } from '@tanstack/react-router';
import type { ObjectRef, StateItem } from '../../../../src/api/contract.ts';
import { ActorName } from '../../ui/actor-name.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './objects.module.css';

const EXISTENCE: Readonly<Record<StateItem['existence'], string>> = {
  exists: 'It is there.',
  terminating: 'It is deleted and waits for its end.',
  deleted: 'It is gone. This is the last that is known of it.',
  unknown: 'Whether it is there is not known.',
};

const HOW: Readonly<Record<NonNullable<StateItem['how']>, string>> = {
  whole: 'Known as the server answered it to',
  sent: 'Known as it was sent by; what the server filled in is missing:',
  partial: 'Known only as far as changes have named its fields, since',
};

/** How well a state is known: from which event, with what since, and without what. */
export function StateFacts({ item, partial }: { readonly item: StateItem; readonly partial: boolean }) {
  const { existence, how, from, applied, missed, missedCount, ended, redacted, bodyLength } = item;
  const last = missed.at(-1);
  return (
    <div className={styles.facts}>
      <p>
        <strong>{EXISTENCE[existence]}</strong> {ended && <By of={ended} />}
      </p>
      {how && from && (
        <p>
          {HOW[how]} <By of={from} />
          {applied > 0 && `, with ${applied} recorded patch${applied === 1 ? '' : 'es'} since`}.
        </p>
      )}
      {!how && (
        <p className={styles.notice}>
          Its body is not known: the audit level was too low, or nothing was recorded of it.
        </p>
      )}
      {missedCount > 0 && last && (
        <p className={styles.notice}>
          Without {missedCount} change{missedCount === 1 ? '' : 's'} since then whose content was not recorded; the last
          by <By of={last} />.
        </p>
      )}
      {redacted && <p className={styles.notice}>Values were taken out of it before it was kept.</p>}
      {bodyLength !== undefined && (
        <p className={styles.notice}>
          Its body of {bodyLength.toLocaleString('en')} characters is too large to be shown; read the event.
        </p>
      )}
      {partial && (
        <p className={styles.notice}>There are more events before than were looked at; what is older is not known.</p>
      )}
    </div>
  );
}

function By({ of: { id, time, actor } }: { readonly of: ObjectRef }) {
  return (
    <>
      <ActorName name={actor} /> at{' '}
      <Link to="/events/$id" params={{ id }} search={{}}>
        <Time value={time} />
      </Link>
    </>
  );
}
