import { Dialog } from '../../ui/dialog.tsx';
import styles from './explore.module.css';
import { useSingleKeys } from './single-keys.ts';

const SHORTCUTS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'write the query'],
  [['Enter'], 'in the query: run it · in the table: open the event'],
  [['Tab'], 'in the query: take the first proposal'],
  [['j', '↓'], 'the next event'],
  [['k', '↑'], 'the event before'],
  [['←', '→'], 'another column, while the table has the focus'],
  [['o'], 'look at the event in place'],
  [['i'], 'only events with the chosen value'],
  [['x'], 'exclude the chosen value'],
  [['l'], 'follow live, or stop'],
  [['p'], 'pause what comes live, or go on'],
  [['n'], 'look for newer events'],
  [['Esc'], 'close, choose nothing, or leave the query'],
  [['?'], 'this list'],
];

/** What can be done by keyboard. */
export function Shortcuts({ onClose }: { onClose(): void }) {
  const [on, setOn] = useSingleKeys();
  return (
    <Dialog title="By keyboard" onClose={onClose}>
      <dl className={styles.shortcuts}>
        {SHORTCUTS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        Letters and signs alone do something
      </label>
    </Dialog>
  );
}
