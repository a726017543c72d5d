import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isLinkable } from './linkable.ts';

interface ObjectLinkProps {
  readonly resource: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly apiGroup?: string | undefined;
  readonly cluster?: string | undefined;
  /** What it was at this moment is shown. */
  readonly at?: string | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Leads to the life of an object. */
export function ObjectLink({ resource, name, namespace, apiGroup, cluster, at, children, className }: ObjectLinkProps) {
  if (!isLinkable(namespace, resource, name, apiGroup)) return <span className={className}>{children}</span>;
  return (
    <Link
      to="/objects/$namespace/$resource/$name"
      params={{ namespace: namespace || '-', resource, name }}
      search={{ ...(cluster ? { cluster } : {}), ...(apiGroup ? { apiGroup } : {}), ...(at ? { at } : {}) }}
      className={className}
    >
      {children}
    </Link>
  );
}
