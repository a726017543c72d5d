import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { given } from './given.ts';
import { type KnownPolicy, NEW } from './known-policies.ts';
import styles from './pick-policy.module.css';

interface PolicyLinkProps {
  readonly policy: KnownPolicy;
  readonly opened: KnownPolicy;
  readonly isChanged: boolean;
}

/** Opens a policy in the editor; what else the address says stays. */
export function PolicyLink({ policy, opened, isChanged }: PolicyLinkProps) {
  const { name, title, inUse } = policy;
  const isNew = name === NEW.name;
  return (
    <Link
      to="/policies"
      search={(before: Record<string, string | undefined>) => given({ ...before, policy: name })}
      resetScroll={false}
      className={styles.link}
      aria-current={name === opened.name ? 'true' : undefined}
      title={inUse && !name.startsWith('preset:') ? name : title}
    >
      {isNew && <Icon name="add" size={12} />}
      <Text value={isNew ? 'New policy' : shortName(name)} max={200} />
      {isChanged && (
        <span className={styles.changed} title="Changed here">
          <span className="visually-hidden">, changed here</span>
        </span>
      )}
    </Link>
  );
}

/** A preset's own name; a file's without its folders. */
function shortName(name: string): string {
  return name.startsWith('preset:') ? name.slice('preset:'.length) : (name.split('/').at(-1) ?? name);
}
