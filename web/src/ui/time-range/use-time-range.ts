import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TimeRange } from './range.ts';

/** What the address says where the span has no beginning: without anything, it is the last day. */
export const ALL_TIMES = 'all';
const DEFAULT_FROM = 'now-24h';

/** The span of a page that shows the last day unless told, as its address has it. */
export function useTimeRange(): readonly [TimeRange, (range: TimeRange) => void] {
  const { from = DEFAULT_FROM, to } = useSearch({ strict: false });
  const navigate = useNavigate();
  const range = { from: from === ALL_TIMES ? undefined : from, to };
  const change = (next: TimeRange) =>
    void navigate({
      to: '.',
      search: (before) => ({
        ...before,
        from: next.from === DEFAULT_FROM ? '' : (next.from ?? ALL_TIMES),
        to: next.to ?? '',
      }),
    });
  return [range, change];
}
