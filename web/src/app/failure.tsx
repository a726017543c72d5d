import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { request } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { useTitle } from '../ui/use-title.ts';
import { explained } from './load-code.ts';

/** How often it is looked whether the server is back, in milliseconds. */
const LOOK_MS = 3_000;

/** In the place of a page that could not be shown. Where the server was away, it is loaded anew by itself once it is back. */
export function Failure({ error: thrown }: { readonly error: unknown }) {
  const error = explained(thrown);
  const isBack = useIsBack(isProblem(error, 'NETWORK'));
  useEffect(() => {
    if (isBack) location.reload();
  }, [isBack]);
  return <ErrorBox error={error} onRetry={() => location.reload()} />;
}

/** Whether it answers again. Where it answered all the time, loading anew by itself might never end. */
function useIsBack(enabled: boolean): boolean {
  const { isSuccess, errorUpdateCount } = useQuery({
    queryKey: ['is-back'],
    queryFn: async ({ signal }) => (await request('/healthz', { signal })).ok,
    enabled,
    refetchInterval: LOOK_MS,
    retry: false,
    // Whether it answered before says nothing.
    staleTime: 0,
    gcTime: 0,
  });
  return isSuccess && errorUpdateCount > 0;
}

export function NotFound() {
  useTitle('There is no such page');
  return (
    <EmptyState title="There is no such page">
      <p>
        The address may be from another version. <Link to="/">Go to the overview</Link>.
      </p>
    </EmptyState>
  );
}
