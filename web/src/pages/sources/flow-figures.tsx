import type { FlowAnswer } from '../../../../src/api/contract.ts';
import { Sparkline } from '../../ui/chart/sparkline.tsx';
import { formatFull } from '../../ui/format-count.ts';
import { Ago } from '../../ui/time.tsx';
import { Events } from './events.tsx';
import { Figure } from './figure.tsx';
import { formatDuration, formatRate } from './format-rate.ts';

/** What was received: how fast, when, how late. Parts of a `<dl>`. */
export function FlowFigures({ flow, name }: { readonly flow: FlowAnswer; readonly name: string }) {
  const { perSecond, day, lag, lastReceivedAt } = flow;
  return (
    <>
      <Figure label="Events a second" note={`${formatRate(perSecond.quarterHour)} over 15 min`}>
        {formatRate(perSecond.minute)}
      </Figure>
      <Figure label={isWholeDay(day) ? 'Last 24 hours' : 'Since the start'} note={<Events count={sum(day.counts)} />}>
        <Sparkline title={dayTitle(name, day)} values={day.counts} />
      </Figure>
      <Figure label="Last received">{lastReceivedAt ? <Ago value={lastReceivedAt} /> : '–'}</Figure>
      <Figure label="Lag" note={lag && lagNote(lag)}>
        {lag ? formatDuration(Math.max(0, lag.median)) : '–'}
      </Figure>
    </>
  );
}

/** What is received before it happened was written by a clock that is ahead. */
function lagNote({ median, max }: NonNullable<FlowAnswer['lag']>): string {
  return median < 0 ? `its clock is ${formatDuration(-median)} ahead` : `at most ${formatDuration(max)}`;
}

const DAY_SECONDS = 86_400;

/** A server that was started within the day has counted less. */
function isWholeDay({ counts, stretchSeconds }: FlowAnswer['day']): boolean {
  return counts.length * stretchSeconds >= DAY_SECONDS;
}

function dayTitle(name: string, day: FlowAnswer['day']): string {
  const { counts } = day;
  const when = isWholeDay(day) ? 'over the last 24 hours' : 'since the server began to run';
  return `${name} ${when}: ${formatFull(sum(counts))} events, at most ${formatFull(Math.max(0, ...counts))} in 15 minutes`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
