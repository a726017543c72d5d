import { VerbatimError } from '../errors.ts';
import type { Scope } from './principal.ts';
import type { Role } from './roles.ts';

/** Throws REQUEST_INVALID if a token of that role cannot have that scope. */
export function checkScope(role: Role, { clusters, namespaces }: Scope): void {
  const problem = problemOf(role, clusters?.length ?? 0, namespaces?.length ?? 0);
  if (problem) throw new VerbatimError('REQUEST_INVALID', problem);
}

function problemOf(role: Role, clusters: number, namespaces: number): string | undefined {
  switch (role) {
    case 'admin':
    case 'auditor':
      if (clusters + namespaces === 0) return undefined;
      return `The role ${role} is not held to clusters or namespaces; leave them out, or take the role viewer.`;
    case 'viewer':
      // A scope that somebody forgot must not mean everything.
      if (clusters + namespaces > 0) return undefined;
      return 'A viewer needs a scope: name its clusters, its namespaces, or both. Who may read everything has the role auditor.';
    case 'ingest':
      if (clusters === 1 && namespaces === 0) return undefined;
      return 'A token with the role ingest delivers for one cluster: name that one, and no namespaces.';
  }
}
