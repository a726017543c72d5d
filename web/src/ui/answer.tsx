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

/** The answer to a question, or that it is being asked, or why there is none. What was answered before stays meanwhile, dim. */
export function Answer<T>({ of: query, loading = <Skeleton />, children }: AnswerProps<T>) {
  if (query.error) return <ErrorBox error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return loading;
  return (
    <div className={styles.answer} aria-busy={query.isPlaceholderData}>
      {children(query.data)}
    </div>
  );
}
