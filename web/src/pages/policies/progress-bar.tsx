import type { Progress } from '../../api/progress.ts';
import { formatFull } from '../../ui/format-count.ts';
import styles from './traffic.module.css';

/** How far a replay is, in events. */
export function ProgressBar({ progress }: { readonly progress: Progress | undefined }) {
  return (
    <div className={styles.progress}>
      <progress aria-label="Replayed events" max={progress?.of} value={progress?.done} />
      <span>
        {progress ? `${formatFull(progress.done)} of ${formatFull(progress.of)} events` : 'Counting the events …'}
      </span>
    </div>
  );
}
