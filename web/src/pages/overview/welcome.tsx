import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';

/** In the place of everything, while there are no events. */
export function Welcome({ clusters }: { readonly clusters: readonly string[] }) {
  if (clusters.length > 0) {
    return (
      <EmptyState title="Waiting for the first event">
        <p>
          {clusters.length === 1 ? 'A cluster is' : 'Clusters are'} known, and nothing has come yet:{' '}
          <Text value={clusters.join(', ')} />. <Link to="/sources">See what keeps them</Link>, or{' '}
          <Link to="/sources/connect">connect another</Link>.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No cluster is connected yet">
      <p>
        <Link to="/sources/connect">Connect a cluster</Link>: the page gives the files and commands. This one fills by
        itself when events come.
      </p>
      <p>
        To look around first, <code>npm run demo</code> serves invented traffic of all platforms. Files that are there
        already come in with <code>npx verbatim import PATH --cluster NAME</code>.
      </p>
    </EmptyState>
  );
}
