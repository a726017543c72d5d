import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isLinkable } from './linkable.ts';
import { visibleText } from './visible-text.ts';

/** More than a browser shows of one. */
const MAX_TITLE = 500;

interface ExploreLinkProps {
  readonly query: string;
  /** RFC 3339, or relative such as now-24h. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cluster?: string | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** What it leads to, where its text alone does not say. */
  readonly title?: string | undefined;
}

/** Leads to the events behind what is shown. */
export function ExploreLink({ query, from, to, cluster, children, className, title }: ExploreLinkProps) {
  if (!isLinkable(query, cluster)) return <span className={className}>{children}</span>;
  return (
    <Link
      to="/explore"
      search={given({ query, from, to, cluster })}
      className={className}
      title={title && visibleText(title, MAX_TITLE).text}
    >
      {children}
    </Link>
  );
}

function given(search: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
