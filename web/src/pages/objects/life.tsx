import { useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryPage } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './change.module.css';
import { ChangeCard } from './change-card.tsx';
import { type ObjectAddress, objectPath, objectsIn, type Which } from './object-path.ts';
import pageStyles from './objects.module.css';

interface LifeProps {
  readonly of: ObjectAddress;
  readonly noise: boolean;
  readonly reads: boolean;
  readonly status: boolean;
  /** The moment that is shown. */
  readonly at: string | undefined;
  onState(time: string): void;
  onCompare(time: string): void;
  onWhich(which: Which): void;
}

/** Requests that are asked for at once. */
const PAGE = 50;

/** What was done to the object, the newest first. */
export function Life({ of: address, noise, reads, status, at, onState, onCompare, onWhich }: LifeProps) {
  const asked = { reads: String(reads), status: String(status), limit: PAGE };
  const query = useInfiniteQuery({
    queryKey: ['objects', 'history', address, asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>(objectPath(address, 'history', { ...asked, cursor: pageParam }), undefined, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  if (query.error) return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height="30rem" />;
  const items = query.data.pages.flatMap((page) => page.items);
  const several = objectsIn(items);
  return (
    <Card title="Its life">
      {several.length > 1 && (
        <div className={pageStyles.chips}>
          <span>Several objects have this name:</span>
          {several.map(({ cluster, apiGroup }) => (
            <Button key={`${cluster} ${apiGroup}`} small onClick={() => onWhich({ cluster, apiGroup })}>
              <Text value={[cluster, apiGroup].filter(Boolean).join(' · ')} max={80} />
            </Button>
          ))}
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState title="Nothing that was done to it is recorded">
          <p>
            Is it in another namespace or cluster? Was it only looked at? Or does the audit policy leave its kind out?
          </p>
        </EmptyState>
      ) : (
        <ol className={styles.changes}>
          {items.map((item) => (
            <ChangeCard
              key={item.id}
              item={item}
              noise={noise}
              isMarked={item.time === at}
              onState={onState}
              onCompare={onCompare}
            />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? 'Loading …' : 'Older changes'}
        </Button>
      )}
    </Card>
  );
}
