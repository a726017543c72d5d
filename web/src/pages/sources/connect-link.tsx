import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import styles from './connect-link.module.css';

/** To the page that connects a cluster. */
export function ConnectLink() {
  return (
    <Link to="/sources/connect" className={styles.link}>
      <Icon name="add" />
      Connect a cluster
    </Link>
  );
}
