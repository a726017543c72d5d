import { Badge } from './badge.tsx';
import { Text } from './text.tsx';

const KNOWN = ['allowed', 'denied', 'failed', 'unknown'] as const;

/** How a request ended. */
export function Outcome({ value }: { readonly value: string }) {
  const known = KNOWN.find((one) => one === value);
  return (
    <Badge tone={known ?? 'unknown'} icon={known}>
      <Text value={value} max={20} />
    </Badge>
  );
}
