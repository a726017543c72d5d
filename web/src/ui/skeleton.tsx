import styles from './skeleton.module.css';

interface SkeletonProps {
  /** Lines of text that it stands for. */
  readonly lines?: number;
  /** Or the height of what it stands for, in CSS units, so that nothing jumps when that is there. */
  readonly height?: string;
}

/** In the place of what is being loaded, as large as that will be. */
export function Skeleton({ lines = 3, height }: SkeletonProps) {
  return (
    <div role="status" className={styles.skeleton} style={height ? { height } : undefined}>
      <span className="visually-hidden">Loading …</span>
      {!height && keys(lines).map((key) => <span key={key} className={styles.line} />)}
    </div>
  );
}

function keys(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `line ${at}`);
}
