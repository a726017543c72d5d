import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import styles from './answer.module.css';
import { ErrorBox } from './error-box.tsx';
import { Skeleton } from './skeleton.tsx';

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>;
  /** What stands there while it is loaded: of the same height. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/**
 * The answer to a question, or that it is being asked, or why there is none. What was answered before stays meanwhile, dim; where
 * the same was asked again and not answered, it stays below why.
 */
export function Answer<T>({ of: query, loading = <Skeleton />, children }: AnswerProps<T>) {
  const { data, error, isPlaceholderData } = query;
  return (
    <>
      {error && <ErrorBox error={error} onRetry={() => void query.refetch()} />}
      {data !== undefined ? (
        <div className={styles.answer} aria-busy={isPlaceholderData}>
          {children(data)}
        </div>
      ) : (
        !error && loading
      )}
    </>
  );
}
