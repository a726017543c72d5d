import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorBox } from '../ui/error-box.tsx';

/** In the place of a page that could not be shown. */
export function Failure({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  return <ErrorBox error={error} onRetry={reset ?? (() => location.reload())} />;
}

export function NotFound() {
  return (
    <EmptyState title="There is no such page">
      <p>
        The address may be from another version. <Link to="/">Go to the overview</Link>.
      </p>
    </EmptyState>
  );
}
