import styles from './level-badge.module.css';

/** A level in its colour; charts have the same. */
export function LevelBadge({ level }: { readonly level: string }) {
  return (
    <span className={styles.badge}>
      <i aria-hidden="true" style={{ background: `var(${levelColour(level)})` }} />
      {level}
    </span>
  );
}

const COLOURS: Readonly<Record<string, string>> = {
  None: '--series-rest',
  Metadata: '--series-6',
  Request: '--series-1',
  RequestResponse: '--series-4',
};

/** A custom property of the theme. */
export function levelColour(level: string): string {
  return COLOURS[level] ?? '--series-rest';
}
