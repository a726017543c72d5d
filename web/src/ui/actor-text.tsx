import styles from './actor-text.module.css';
import { Text } from './text.tsx';

/** What many names have in common: where there is little room, that is cut first. */
const PREFIX = /^system:(?:serviceaccount|node):/;
/** No list is wide enough for more. */
const MAX_SHOWN = 120;

/** A name on one line, of which the end can be read where it does not fit. */
export function ActorText({ name }: { readonly name: string }) {
  const prefix = PREFIX.exec(name)?.[0] ?? '';
  return (
    <span className={styles.name}>
      {prefix && <span className={styles.prefix}>{prefix}</span>}
      <span className={styles.rest}>
        <Text value={name.slice(prefix.length)} max={MAX_SHOWN} />
      </span>
    </span>
  );
}
