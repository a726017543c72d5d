import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Time } from '../../ui/time.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { dayUpTo } from './newest-before.ts';

interface QuietSpanProps {
  /** When the newest event was, RFC 3339. */
  readonly newest: string;
  onRange(range: TimeRange): void;
}

/** Where everything happened before the span: files that were imported are often of another day. */
export function QuietSpan({ newest, onRange }: QuietSpanProps) {
  return (
    <EmptyState title="Nothing happened in this time">
      <p>
        The newest event is of <Time value={newest} />.
      </p>
      <Button onClick={() => onRange(dayUpTo(newest))}>Look at the day up to it</Button>
    </EmptyState>
  );
}
