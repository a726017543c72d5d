import type { SourceState } from '../../../src/api/contract.ts';
import { Badge } from './badge.tsx';

const SHOWN = {
  receiving: { tone: 'allowed', icon: 'allowed', label: 'Receiving' },
  silent: { tone: 'unknown', icon: 'pause', label: 'Silent' },
  waiting: { tone: 'unknown', icon: 'clock', label: 'Waiting' },
  failing: { tone: 'denied', icon: 'failed', label: 'Failing' },
} as const satisfies Readonly<Record<SourceState, object>>;

/** Whether events come. */
export function StateBadge({ state }: { readonly state: SourceState }) {
  const { label, ...shown } = SHOWN[state];
  return <Badge {...shown}>{label}</Badge>;
}
