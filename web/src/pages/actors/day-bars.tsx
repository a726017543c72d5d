import { formatFull } from '../../ui/format-count.ts';
import styles from './day-bars.module.css';

interface DayBarsProps {
  /** Events of each day, the earliest first. */
  readonly days: readonly number[];
  readonly today: number;
}

/** The days before, and this one in another colour. */
export function DayBars({ days, today }: DayBarsProps) {
  const all = [...days, today];
  const most = Math.max(1, ...all);
  return (
    <div
      role="img"
      aria-label={`Events of the ${days.length} days before: ${days.map(formatFull).join(', ')}; of the last 24 hours: ${formatFull(today)}`}
      className={styles.days}
    >
      {all.map((count, day) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is about.
          key={day}
          style={{ height: `${(count / most) * 100}%` }}
          data-today={day === days.length}
          title={`${day === days.length ? 'The last 24 hours' : `${days.length - day} ${days.length - day === 1 ? 'day' : 'days'} before`}: ${formatFull(count)}`}
        />
      ))}
    </div>
  );
}
