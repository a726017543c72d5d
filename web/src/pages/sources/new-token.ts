import type { NewToken } from '../../../../src/api/contract.ts';

/** What is written into the form. Lists are names between commas or spaces. */
export interface TokenForm {
  readonly name: string;
  readonly role: NewToken['role'];
  readonly clusters: string;
  readonly namespaces: string;
  readonly expires: string;
}

export const EMPTY_FORM: TokenForm = { name: '', role: 'viewer', clusters: '', namespaces: '', expires: '90d' };

/** Which bounds a role may have. */
export function boundsOf(role: NewToken['role']): { readonly clusters: boolean; readonly namespaces: boolean } {
  return { clusters: role === 'viewer' || role === 'ingest', namespaces: role === 'viewer' };
}

/** What the server is asked for: only the bounds that the role may have. */
export function newToken({ name, role, clusters, namespaces, expires }: TokenForm): NewToken {
  const bounds = boundsOf(role);
  return {
    role,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...listed('clusters', bounds.clusters ? clusters : ''),
    ...listed('namespaces', bounds.namespaces ? namespaces : ''),
    ...(expires === '' ? {} : { expires }),
  };
}

function listed(key: 'clusters' | 'namespaces', text: string): Partial<NewToken> {
  const names = [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
  return names.length === 0 ? {} : { [key]: names };
}
