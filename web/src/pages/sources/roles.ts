import type { NewToken } from '../../../../src/api/contract.ts';

export type Role = NewToken['role'];

export const ROLES: readonly { readonly value: Role; readonly label: string; readonly text: string }[] = [
  { value: 'viewer', label: 'viewer', text: 'Reads the events of its clusters and namespaces.' },
  { value: 'auditor', label: 'auditor', text: 'Reads everything: all events, metrics, tokens; changes nothing.' },
  { value: 'ingest', label: 'ingest', text: 'Delivers the events of one cluster and reads nothing.' },
  { value: 'admin', label: 'admin', text: 'May do everything.' },
];

/** Lengths of time that a token may hold, as the server reads them; '' is for ever. */
export const EXPIRIES: readonly { readonly value: string; readonly label: string }[] = [
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
  { value: '365d', label: 'one year' },
  { value: '', label: 'never' },
];
