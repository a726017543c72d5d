import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventsPage } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './explain.module.css';
import { requestOfEvent } from './request-of-event.ts';
import { TextField } from './text-field.tsx';
import { useDebounced } from './use-debounced.ts';

interface PickEventProps {
  readonly onClose: () => void;
  readonly onPick: (request: ReturnType<typeof requestOfEvent>) => void;
}

/** As many as a person looks through before asking more narrowly. */
const SHOWN = 20;
const SETTLE_MS = 250;

/** Chooses a recorded event, whose request is then explained. */
export function PickEvent({ onClose, onPick }: PickEventProps) {
  const [query, setQuery] = useState('');
  const asked = useDebounced(query, SETTLE_MS);
  const events = useQuery({
    queryKey: ['policies', 'pick', asked],
    queryFn: ({ signal }) => getJson<EventsPage>('/api/v1/events', { query: asked, limit: SHOWN }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Dialog title="Pick an event" onClose={onClose}>
      <TextField label="Query" placeholder="verb: delete and resource: secrets" value={query} onChange={setQuery} />
      <Answer of={events} loading={<Skeleton height="22rem" />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No event matches">
              <p>Ask for less, or leave the query empty for the latest events.</p>
            </EmptyState>
          ) : (
            <ul className={styles.events} aria-label="Events">
              {items.map(({ id, summary, event, cluster }) => (
                <li key={id}>
                  <button type="button" onClick={() => onPick(requestOfEvent(event as AuditEvent))}>
                    <Text value={summary} />
                    <span className={styles.when}>
                      {(event as AuditEvent).requestReceivedTimestamp && (
                        <Time value={(event as AuditEvent).requestReceivedTimestamp ?? ''} />
                      )}{' '}
                      <Text value={cluster} max={63} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Dialog>
  );
}
