import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { TextField } from './text-field.tsx';
import styles from './traffic.module.css';
import type { Address, ChangeAddress } from './use-address.ts';
import type { Run } from './use-run.ts';

interface TrafficFormProps {
  readonly address: Address;
  readonly change: ChangeAddress;
  readonly run: Pick<Run<unknown>, 'isRunning' | 'progress' | 'cancel'>;
  readonly action: string;
  readonly onRun: () => void;
  /** Why it cannot be begun. */
  readonly obstacle?: string | undefined;
  /** What is asked besides. */
  readonly children: ReactNode;
}

/** Which recorded traffic is meant, and the way to begin. */
export function TrafficForm({ address, change, run, action, onRun, obstacle, children }: TrafficFormProps) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (obstacle === undefined) onRun();
      }}
    >
      {children}
      <TextField
        label="Recorded events"
        placeholder="all; or a query such as ns: prod"
        value={address.query ?? ''}
        onChange={(query) => change({ query })}
      />
      <TextField
        label="Cluster"
        placeholder="all clusters"
        value={address.cluster ?? ''}
        onChange={(cluster) => change({ cluster })}
      />
      <div className={styles.actions}>
        <TimeRangePicker
          value={{ from: address.from, to: address.to }}
          onChange={({ from, to }) => change({ from, to })}
        />
        {run.isRunning ? (
          // Not the same button: a click that cancels would be taken for one that begins.
          <Button key="cancel" icon="close" onClick={run.cancel}>
            Cancel
          </Button>
        ) : (
          <Button key="run" kind="primary" icon="play" type="submit" disabled={obstacle !== undefined}>
            {action}
          </Button>
        )}
      </div>
      {obstacle && <p className={styles.obstacle}>{obstacle}</p>}
      {run.isRunning && <ProgressBar progress={run.progress} />}
    </form>
  );
}

/** What the address says of the traffic, as the API takes it. */
export function trafficOf({ query, from, to, cluster }: Address): object {
  return Object.fromEntries(Object.entries({ query, from, to, cluster }).filter(([, value]) => value));
}
