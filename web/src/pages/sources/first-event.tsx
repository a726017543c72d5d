import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Answer } from '../../ui/answer.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Ago } from '../../ui/time.tsx';
import { Events } from './events.tsx';
import styles from './first-event.module.css';
import { useSources } from './use-sources.ts';

/** Who waits looks at it all the time, in milliseconds. */
const WAITING_MS = 2_000;

/** Waits for the first event of a cluster, and says when it came. */
export function FirstEvent({ name }: { readonly name: string }) {
  const sources = useSources(WAITING_MS);
  const cluster = sources.data?.clusters.find((one) => one.name === name);
  const hasCome = (cluster?.events ?? 0) > 0 || (cluster?.flow?.received ?? 0) > 0;
  useAnnounced(sources.data && hasCome, `The first event of ${name} has come.`);
  return (
    <Answer of={sources} loading={<Skeleton height="3rem" />}>
      {() =>
        cluster && hasCome ? (
          <div className={styles.status}>
            <StateBadge state={cluster.state} />
            <p>
              Events of <b>{name}</b> come
              {cluster.flow?.lastReceivedAt && (
                <>
                  ; the last <Ago value={cluster.flow.lastReceivedAt} />
                </>
              )}
              .{' '}
              <ExploreLink query="" cluster={name}>
                See its <Events count={Math.max(cluster.events ?? 0, cluster.flow?.stored ?? 0)} />
              </ExploreLink>
              , or{' '}
              <Link to="/sources/clusters/$name" params={{ name }}>
                what is missing from them
              </Link>
              .
            </p>
          </div>
        ) : (
          <div className={styles.status}>
            <span className={styles.waiting} aria-hidden="true" />
            <p>
              Waiting for the first event of <b>{name}</b>. API servers send within seconds, up to half a minute by
              default; where nothing comes, the log of kube-apiserver says why.
            </p>
          </div>
        )
      }
    </Answer>
  );
}

/** Says something once when it becomes true while one waits. */
function useAnnounced(isTrue: boolean | undefined, text: string): void {
  const waited = useRef(false);
  useEffect(() => {
    if (isTrue === false) waited.current = true;
    if (!isTrue || !waited.current) return;
    waited.current = false;
    announce(text);
  }, [isTrue, text]);
}
