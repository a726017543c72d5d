import type { ActiveActor } from '../../../../src/api/contract.ts';
import type { IconName } from '../../ui/icon.tsx';

export type Kind = ActiveActor['kind'];

/** What each kind of actor is called. */
export const KINDS: Readonly<Record<Kind, { readonly one: string; readonly many: string; readonly icon: IconName }>> = {
  person: { one: 'Person', many: 'People', icon: 'account' },
  'service-account': { one: 'Service account', many: 'Service accounts', icon: 'object' },
  node: { one: 'Node', many: 'Nodes', icon: 'source' },
  'control-plane': { one: 'Control plane', many: 'Control plane', icon: 'policy' },
  system: { one: 'System', many: 'System', icon: 'unknown' },
};
