import { Link } from '@tanstack/react-router';
import { Text } from './text.tsx';
import type { TimeRange } from './time-range/range.ts';

interface ActorLinkProps {
  readonly name: string;
  readonly range?: TimeRange | undefined;
}

/** Longer names are cut in lists. */
const MAX_SHOWN = 120;

/** Leads to what an actor does, in the same span. */
export function ActorLink({ name, range = {} }: ActorLinkProps) {
  const search = Object.fromEntries(
    Object.entries({ from: range.from, to: range.to }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return (
    <Link to="/actors/$name" params={{ name }} search={search} title={name.slice(0, MAX_SHOWN)}>
      <Text value={name} max={MAX_SHOWN} />
    </Link>
  );
}
