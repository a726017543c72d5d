import { useSettings } from '../app/settings.tsx';
import { formatAgo, formatTime } from './format-time.ts';
import styles from './text.module.css';
import { useNow } from './use-now.ts';

/** A moment, in the zone that was chosen; the other form is shown by the pointer. */
export function Time({ value }: { readonly value: string }) {
  const { zone } = useSettings();
  const other = zone === 'UTC' ? 'local' : 'UTC';
  return (
    <time dateTime={value} className={styles.mono} title={`${formatTime(value, other)} ${other} · ${value}`}>
      {formatTime(value, zone)}
    </time>
  );
}

/** How long ago something was; kept up to date. */
export function Ago({ value }: { readonly value: string }) {
  const { zone } = useSettings();
  // What came since it was last looked at is not in the future.
  const now = Math.max(useNow(), Date.now());
  return (
    <time dateTime={value} title={`${formatTime(value, zone)} ${zone}`}>
      {formatAgo(value, now)}
    </time>
  );
}
