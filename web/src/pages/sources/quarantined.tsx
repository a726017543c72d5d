import { Link } from '@tanstack/react-router';
import { Count } from '../../ui/count.tsx';

interface QuarantinedProps {
  readonly count: number;
  readonly search: Readonly<Record<string, string>>;
}

/** How many events could not be read since the server began to run, leading to them. */
export function Quarantined({ count, search }: QuarantinedProps) {
  if (count === 0) return 'none quarantined since the start';
  return (
    <Link to="/sources/quarantined" search={search}>
      <Count value={count} /> quarantined since the start
    </Link>
  );
}
