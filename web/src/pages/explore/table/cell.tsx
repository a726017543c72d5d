import type { EventItem } from '../../../../../src/api/contract.ts';
import { valueText } from '../../../../../src/query/read-value.ts';
import { ActorText } from '../../../ui/actor-text.tsx';
import { Outcome } from '../../../ui/outcome.tsx';
import { Text } from '../../../ui/text.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ReadItem } from '../row-values.ts';

/** No cell is wide enough for more. */
const MAX_CELL = 200;

/** Columns of those who act. */
const ACTORS: ReadonlySet<string> = new Set(['actor', 'user', 'user.username']);

interface CellProps {
  readonly name: string;
  readonly read: ReadItem | undefined;
  readonly item: EventItem;
}

/** The value of one column. */
export function Cell({ name, read, item }: CellProps) {
  const value = read?.(item);
  if (value === undefined || value === '') return null;
  if (name === 'outcome') return <Outcome value={item.outcome} />;
  const text = valueText(value);
  if (ACTORS.has(name)) return <ActorText name={text} />;
  return name === 'time' ? <Time value={text} /> : <Text value={text} max={MAX_CELL} />;
}
