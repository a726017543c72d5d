import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HistoryItem } from '../../../../src/api/contract.ts';
import { ActorName } from '../../ui/actor-name.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import styles from './change.module.css';
import { Differences } from './differences.tsx';

interface ChangeCardProps {
  readonly item: HistoryItem;
  /** Whether differences of versions, managed fields and status are shown. */
  readonly noise: boolean;
  readonly isMarked: boolean;
  /** Shows what the object was after it. */
  onState(time: string): void;
  /** Compares that with what the object is shown as. */
  onCompare(time: string): void;
}

/** Differences up to which a change is shown open. */
const MAX_OPEN = 12;

const ICONS: Readonly<Partial<Record<HistoryItem['act'], IconName>>> = {
  created: 'add',
  deleted: 'trash',
  evicted: 'trash',
  read: 'search',
  entered: 'forward',
  restarted: 'refresh',
  scaled: 'up',
  approved: 'allowed',
  'token-issued': 'account',
};

const BASES: Readonly<Record<HistoryItem['basis'], string>> = {
  bodies: 'known from the bodies',
  patch: 'known from the patch',
  'last-applied': 'known from the configuration that was applied',
  metadata: 'content not recorded',
};

/** One change on the time line of an object. */
export function ChangeCard({ item, noise, isMarked, onState, onCompare }: ChangeCardProps) {
  const { id, time, actor, phrase, act, effect, basis, fields, moreFields, notes, address, agent } = item;
  const hidden = item.noise.length + item.moreNoise;
  const shown = noise ? [...fields, ...item.noise] : fields;
  const [open, setOpen] = useState(act !== 'created' && shown.length <= MAX_OPEN);
  const isEmpty = shown.length === 0;
  return (
    <li className={`${styles.change} ${isMarked ? styles.marked : ''}`}>
      <span className={`${styles.sign} ${styles[effect] ?? ''}`}>
        <Icon name={effect === 'attempted' ? 'denied' : (ICONS[act] ?? 'edit')} size={14} />
      </span>
      <div className={styles.body}>
        <p className={styles.what}>
          <ActorName name={actor} /> <Text value={phrase} max={400} />
        </p>
        <p className={styles.circumstances}>
          <Link to="/events/$id" params={{ id }} search={{}}>
            <span className="visually-hidden">Event of </span>
            <Time value={time} />
          </Link>
          <span>
            <Ago value={time} />
          </span>
          {agent && <Text value={agent.split(' ', 1)[0] ?? ''} max={60} />}
          {address && <Text value={address} mono />}
          {basis !== 'metadata' && <span>{BASES[basis]}</span>}
        </p>
        {notes.map(({ code, detail }) => (
          <p key={code} className={styles.note}>
            <Icon name="info" size={12} /> <Text value={detail} max={1_000} />
          </p>
        ))}
        {!isEmpty && !open && (
          <Button small kind="quiet" icon="forward" onClick={() => setOpen(true)}>
            {`Show ${shown.length + moreFields} field${shown.length + moreFields === 1 ? '' : 's'}`}
          </Button>
        )}
        {!isEmpty && open && <Differences of={shown} more={moreFields} />}
        <div className={styles.actions}>
          {effect === 'applied' && (
            <>
              <Button small kind="quiet" onClick={() => onState(time)}>
                State after it
              </Button>
              <Button small kind="quiet" onClick={() => onCompare(time)}>
                Compare
              </Button>
            </>
          )}
          {!noise && hidden > 0 && <span className={styles.hidden}>{hidden} of versions and status hidden</span>}
        </div>
      </div>
    </li>
  );
}
