import { Link } from '@tanstack/react-router';
import styles from './actor-link.module.css';
import { isLinkable } from './linkable.ts';
import { Text } from './text.tsx';
import type { TimeRange } from './time-range/range.ts';
import { ALL_TIMES } from './time-range/use-time-range.ts';
import { visibleText } from './visible-text.ts';

interface ActorLinkProps {
  readonly name: string;
  readonly range?: TimeRange | undefined;
  readonly cluster?: string | undefined;
}

/** What many names have in common: where there is little room, that is cut first. */
const PREFIX = /^system:(?:serviceaccount|node):/;
/** Longer names are cut in lists. */
const MAX_SHOWN = 120;

/** Leads to what an actor does, in the same span and on the same cluster. */
export function ActorLink({ name, range, cluster }: ActorLinkProps) {
  const search = Object.fromEntries(
    Object.entries({ from: range && (range.from ?? ALL_TIMES), to: range?.to, cluster }).filter(
      (entry): entry is [string, string] => Boolean(entry[1]),
    ),
  );
  const whole = visibleText(name, MAX_SHOWN).text;
  const prefix = PREFIX.exec(name)?.[0] ?? '';
  const shown = (
    <span className={styles.name}>
      {prefix && <span className={styles.prefix}>{prefix}</span>}
      <span className={styles.rest}>
        <Text value={name.slice(prefix.length)} max={MAX_SHOWN} />
      </span>
    </span>
  );
  if (!isLinkable(name)) return shown;
  return (
    <Link to="/actors/$name" params={{ name }} search={search} title={whole} aria-label={whole}>
      {shown}
    </Link>
  );
}
