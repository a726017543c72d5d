import { Link } from '@tanstack/react-router';
import { ActorText } from './actor-text.tsx';
import { isLinkable } from './linkable.ts';
import type { TimeRange } from './time-range/range.ts';
import { ALL_TIMES } from './time-range/use-time-range.ts';
import { visibleText } from './visible-text.ts';

interface ActorLinkProps {
  readonly name: string;
  readonly range?: TimeRange | undefined;
  readonly cluster?: string | undefined;
}

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
  const shown = <ActorText name={name} />;
  if (!isLinkable(name)) return shown;
  return (
    <Link to="/actors/$name" params={{ name }} search={search} title={whole} aria-label={whole}>
      {shown}
    </Link>
  );
}
