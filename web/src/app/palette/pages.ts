import type { PaletteItem } from './items.ts';

/** Every page that can be gone to without saying more. */
export const PAGE_ITEMS: readonly PaletteItem[] = [
  { href: '/', label: 'Overview', icon: 'overview' },
  { href: '/explore', label: 'Explore', hint: 'search events', icon: 'search' },
  { href: '/objects', label: 'Objects', hint: 'the life of an object', icon: 'object' },
  { href: '/actors', label: 'Actors', hint: 'who acts', icon: 'person' },
  { href: '/policies', label: 'Policies', icon: 'policy' },
  { href: '/sources', label: 'Sources', hint: 'clusters and sources', icon: 'source' },
  { href: '/sources/quarantined', label: 'Quarantined events', hint: 'what could not be read', icon: 'failed' },
  { href: '/sources/connect', label: 'Connect a cluster', icon: 'add' },
  { href: '/sources/tokens', label: 'Tokens', icon: 'account' },
  { href: '/sources/mke', label: 'Audit level of MKE', icon: 'policy' },
];
