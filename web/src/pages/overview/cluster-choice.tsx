import { useNavigate } from '@tanstack/react-router';
import styles from './cluster-choice.module.css';

interface ClusterChoiceProps {
  readonly names: readonly string[];
  readonly value: string | undefined;
}

/** Of one cluster, or of all. */
export function ClusterChoice({ names, value = '' }: ClusterChoiceProps) {
  const navigate = useNavigate();
  return (
    <label className={styles.choice}>
      <span className="visually-hidden">Cluster</span>
      <select
        value={value}
        onChange={({ target }) =>
          void navigate({
            to: '.',
            search: (before) => ({ ...before, cluster: target.value }),
          })
        }
      >
        <option value="">All clusters</option>
        {[...new Set([...names, ...(value === '' ? [] : [value])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
