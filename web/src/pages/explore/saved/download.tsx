import { withParams } from '../../../api/client.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import type { ExploreState } from '../state.ts';
import { selectionOf } from '../use-explore.ts';
import styles from './saved.module.css';

/** The events of the question as a file: the browser asks for it by itself, and the server streams it. */
export function Download({ state }: { readonly state: ExploreState }) {
  const columns = state.columns.map(({ name }) => name).join(',');
  const link = (more: Readonly<Record<string, string>>) =>
    withParams('/api/v1/events', { ...selectionOf(state), ...more, download: true });
  return (
    <Popover
      placement="bottom-end"
      button={(props) => (
        <Button small kind="quiet" icon="download" {...props}>
          Download
        </Button>
      )}
    >
      <ul className={styles.downloads}>
        <li>
          <a href={link({ format: 'csv', fields: columns })} download>
            CSV, these columns
          </a>
        </li>
        <li>
          <a href={link({ format: 'jsonl', view: 'event' })} download>
            JSON lines, whole events
          </a>
        </li>
        <li>
          <a href={link({ format: 'jsonl', view: 'raw' })} download>
            As received, byte for byte
          </a>
        </li>
      </ul>
    </Popover>
  );
}
