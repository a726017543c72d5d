import { parseMicros } from '../../event/time.ts';
import type { Item } from '../item.ts';
import { bar } from '../render/bar.ts';
import type { Column } from '../render/layout.ts';
import { outcomeStyle } from '../render/paint.ts';
import type { Row } from '../render/table.ts';
import { duration, longTime, type Zone } from '../render/time.ts';
import { reachedAt } from './stages.ts';

const BAR = 24;

export const TIMELINE_COLUMNS: readonly Column[] = [
  { title: 'STAGE', min: 16, max: 18 },
  { title: 'REACHED', min: 27, max: 32 },
  { title: 'AFTER', min: 5, max: 10, align: 'right' },
  { title: '', min: 1, max: BAR },
  { title: 'OUTCOME', min: 7, max: 7 },
  { title: 'COMPONENT', min: 9, max: 40 },
  { title: 'LEVEL', min: 8, max: 15 },
  { title: 'ID', min: 8, max: 60 },
];

/** One row a stage: when it was reached, how long after the request came in, and that as a share of the longest. */
export function timelineRows(items: readonly Item[], zone: Zone): Row[] {
  const after = items.map(afterReceived);
  const longest = Math.max(0, ...after.map((micros) => micros ?? 0));
  return items.map((item, i) => {
    const { stage, level, stageTimestamp } = item.event;
    const micros = after[i];
    return [
      stage ?? '',
      longTime(stageTimestamp ?? '', zone),
      micros === undefined ? '' : duration(micros),
      { text: longest > 0 ? bar((micros ?? 0) / longest, BAR) : '', style: 'cyan' },
      { text: item.outcome, style: outcomeStyle(item.outcome) },
      item.component,
      level ?? '',
      item.id,
    ];
  });
}

/** Microseconds from the arrival of the request to the stage. */
function afterReceived(item: Item): number | undefined {
  const received = parseMicros(item.event.requestReceivedTimestamp ?? '');
  const reached = reachedAt(item);
  return received === undefined || reached === undefined ? undefined : Math.max(0, reached - received);
}
