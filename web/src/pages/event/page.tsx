import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { EventItem } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import type { Search } from '../../app/search.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { Bodies } from './bodies.tsx';
import { CopyMenu } from './copy-menu.tsx';
import { Envelope } from './envelope.tsx';
import styles from './event.module.css';
import { Identity } from './identity.tsx';
import { foundBy, useNeighbour } from './neighbours.ts';
import { Notices } from './notices.tsx';
import { Questions } from './questions.tsx';
import { Raw } from './raw.tsx';
import { RelatedLinks } from './related-links.tsx';
import { Timeline } from './timeline.tsx';
import { useKeys } from './use-keys.ts';
import { Why } from './why.tsx';

/** UTF-16 units of the sentence in the title of the window. */
const MAX_TITLE = 120;

/** One event: what it says, why it was let through, who it really was, and the bytes that prove it. */
export function EventPage() {
  const { id } = useParams({ from: '/shell/events/$id' });
  const query = useQuery({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => getJson<EventItem>(`/api/v1/events/${encodeURIComponent(id)}`, undefined, signal),
    // An event never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const item = query.data;
  return (
    <Page
      title={item ? visibleText(item.summary, MAX_TITLE).text : 'Event'}
      heading={item ? <Text value={item.quarantine ? 'An event that could not be read' : item.summary} /> : 'Event'}
      actions={<Actions item={item} />}
    >
      <Answer of={query} loading={<Skeleton height="30rem" />}>
        {(found) => <Details key={found.id} item={found} />}
      </Answer>
    </Page>
  );
}

function Actions({ item }: { readonly item: EventItem | undefined }) {
  const search = foundBy(useSearch({ strict: false }) as Search);
  const navigate = useNavigate();
  const newer = useNeighbour(item, search, 'asc');
  const older = useNeighbour(item, search, 'desc');
  const go = (id: string | undefined) =>
    id && (() => void navigate({ to: '/events/$id', params: { id }, search: search ?? {} }));
  const [goNewer, goOlder] = [go(newer) || undefined, go(older) || undefined];
  useKeys({ k: goNewer, j: goOlder });
  const where = search ? 'of the search' : 'on this cluster';
  return (
    <>
      <Button icon="up" disabled={!goNewer} onClick={goNewer} title={`The next newer event ${where} (k)`}>
        Newer <kbd>k</kbd>
      </Button>
      <Button icon="down" disabled={!goOlder} onClick={goOlder} title={`The next older event ${where} (j)`}>
        Older <kbd>j</kbd>
      </Button>
      {item && <CopyMenu item={item} />}
    </>
  );
}

function Details({ item }: { readonly item: EventItem }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Notices item={item} />
        <Questions item={item} />
        <Why item={item} />
        <Bodies item={item} />
        <Raw id={item.id} openFirst={item.quarantine !== undefined} />
      </div>
      <aside className={styles.side} aria-label="More about this event">
        <RelatedLinks item={item} />
        <Timeline item={item} />
        <Identity item={item} />
        <Envelope item={item} />
      </aside>
    </div>
  );
}
