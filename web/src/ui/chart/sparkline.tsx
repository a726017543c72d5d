import styles from './sparkline.module.css';

interface SparklineProps {
  /** What it shows, in words, with its figures. */
  readonly title: string;
  readonly values: readonly number[];
}

const WIDTH = 100;
const HEIGHT = 24;

/** The shape of some counts, as wide as its place. */
export function Sparkline({ title, values }: SparklineProps) {
  const most = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, at) => `${(at * step).toFixed(2)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(2)}`,
  );
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={title}
    >
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
