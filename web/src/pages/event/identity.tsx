import type { EventItem } from '../../../../src/api/contract.ts';
import { actorOf, personIn } from '../../../../src/event/derive.ts';
import type { AuditEvent, UserInfo } from '../../../../src/event/event.ts';
import { quote } from '../../../../src/query/escape.ts';
import { ActorName } from '../../ui/actor-name.tsx';
import { Card } from '../../ui/card.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './event.module.css';
import { Facts } from './facts.tsx';

/** Groups and attributes that are shown; a token may carry hundreds. */
const MAX_LISTED = 50;

/** Who it really was: who authenticated, whom they acted as, and by which names they are known. */
export function Identity({ item }: { readonly item: EventItem }) {
  const event = item.event as AuditEvent;
  const { user, impersonatedUser, annotations } = event;
  if (!user && !impersonatedUser) return undefined;
  const written = actorOf(event);
  const person = personIn(annotations);
  return (
    <Card title="Who it really was">
      {impersonatedUser?.username && (
        <p className={styles.notice}>
          <ActorName name={user?.username ?? ''} /> acted as <ActorName name={impersonatedUser.username} />{' '}
          (impersonation).
        </p>
      )}
      {written && written !== item.actor && (
        <p>
          The event says <Text value={written} mono />, who is known as <ActorName name={item.actor} />.
        </p>
      )}
      {person && person !== user?.username && (
        <p>
          The platform names <ActorName name={person} /> in an annotation.
        </p>
      )}
      <User title="Authenticated as" user={user} field="user" />
      <User title="Acted as" user={impersonatedUser} field="impersonatedUser" />
    </Card>
  );
}

interface UserProps {
  readonly title: string;
  readonly user: UserInfo | undefined;
  readonly field: 'user' | 'impersonatedUser';
}

function User({ title, user, field }: UserProps) {
  if (!user) return undefined;
  const groups = user.groups ?? [];
  const extra = Object.entries(user.extra ?? {});
  return (
    <Facts
      of={[
        [title, <ActorName key="name" name={user.username ?? ''} />],
        ['uid', user.uid && <Text key="uid" value={user.uid} mono />],
        [
          'Groups',
          groups.length > 0 && (
            <span key="groups" className={styles.inline}>
              {groups.slice(0, MAX_LISTED).map((group) => (
                <ExploreLink key={group} query={`${field}.groups: ${quote(group)}`} className={styles.chip}>
                  <Text value={group} />
                </ExploreLink>
              ))}
              {groups.length > MAX_LISTED && <span>and {groups.length - MAX_LISTED} more</span>}
            </span>
          ),
        ],
        ...extra
          .slice(0, MAX_LISTED)
          .map(([key, values]) => [key, <Text key={key} value={[values].flat().join(', ')} mono />] as const),
      ]}
    />
  );
}
