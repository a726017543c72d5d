import { useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense, useId, useMemo } from 'react';
import type { HistogramAnswer } from '../../../../../src/api/contract.ts';
import { FIELDS } from '../../../../../src/event/fields.ts';
import { useSettings } from '../../../app/settings.tsx';
import { Answer } from '../../../ui/answer.tsx';
import { Button } from '../../../ui/button.tsx';
import { fillGaps, widthOf } from '../../../ui/chart/fill-gaps.ts';
import { type Series, seriesColour } from '../../../ui/chart/stack.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { widened } from '../../../ui/time-range/range.ts';
import { labelOf } from '../row-values.ts';
import type { Explore } from '../use-explore.ts';
import styles from './histogram.module.css';
import { histogramQuery } from './histogram-query.ts';

const loadChart = () => import('../../../ui/chart/time-chart.tsx');
const TimeChart = lazy(() => loadChart().then(({ TimeChart: Loaded }) => ({ default: Loaded })));
// It comes while the counts are asked for; where it does not come, that is said in its place.
loadChart().catch(() => {});

const HEIGHT = 120;
/** The chart with its legend and the summary of its table: what comes has that height. */
const WHOLE_HEIGHT = '10.75rem';
/** What has none of the values that have a colour. */
const OTHERS = 'others';

/** Fields that an event has one value of. */
const STACKS = FIELDS.filter(({ facet, type }) => facet && type !== 'keywords' && type !== 'ips').map(
  ({ name }) => name,
);

/** How many there were over time, divided by a field; a part of it is chosen by drawing over it. */
export const Histogram = memo(function Histogram({ state, change, filter }: Explore) {
  const { zone } = useSettings();
  const { stack } = state;
  const answer = useQuery(histogramQuery(state, zone));
  const wider = widened(state, Date.now());
  return (
    <section aria-label="Over time" className={styles.histogram}>
      <header className={styles.head}>
        <StackChoice value={stack} onChange={(next) => change({ stack: next })} />
        <span className={styles.width}>{answer.data && `a bar is ${answer.data.by}`}</span>
        <Button
          small
          kind="quiet"
          icon="zoomOut"
          disabled={!wider}
          onClick={() => wider && change({ ...wider, at: undefined })}
        >
          Zoom out
        </Button>
      </header>
      <Answer of={answer} loading={<Skeleton height={WHOLE_HEIGHT} />}>
        {(data) => (
          <Bars
            data={data}
            stack={stack}
            onBrush={({ from, to }) =>
              change({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), live: false, at: undefined })
            }
            onPick={(value) => stack !== '' && value !== OTHERS && filter(stack, value)}
          />
        )}
      </Answer>
    </section>
  );
});

interface BarsProps {
  readonly data: HistogramAnswer;
  readonly stack: string;
  onBrush(span: { readonly from: number; readonly to: number }): void;
  onPick(value: string): void;
}

function Bars({ data, stack, onBrush, onPick }: BarsProps) {
  const { times, series } = useMemo(() => chartOf(data), [data]);
  if (data.buckets.length === 0) {
    return (
      <div className={styles.none}>
        <EmptyState title="No events in this time">
          <p>Choose a longer time, or take conditions out of the query.</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.chart}>
      <Suspense fallback={<Skeleton height={WHOLE_HEIGHT} />}>
        <TimeChart
          title={`Events over time${stack ? `, by ${labelOf(stack)}` : ''}`}
          times={times}
          width={widthOf(data.by)}
          series={series}
          height={HEIGHT}
          onBrush={onBrush}
          onPick={onPick}
        />
      </Suspense>
    </div>
  );
}

function chartOf(data: HistogramAnswer): { readonly times: number[]; readonly series: Series[] } {
  const bars = fillGaps(data.buckets, data.by, data);
  const times = bars.map(({ time }) => time);
  if (!data.values) {
    return {
      times,
      series: [{ name: 'events', values: bars.map(({ bucket }) => bucket?.count ?? 0), colour: '--series-1' }],
    };
  }
  const named = data.values.map((value, at) => ({
    name: value,
    values: bars.map(({ bucket }) => bucket?.values?.[value] ?? 0),
    colour: seriesColour(value, at),
  }));
  const others = bars.map(({ bucket }) => bucket?.others ?? 0);
  if (others.every((count) => count === 0)) return { times, series: named };
  return { times, series: [...named, { name: OTHERS, values: others, colour: seriesColour(undefined, 0) }] };
}

function StackChoice({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  const id = useId();
  const fields = value === '' || STACKS.includes(value) ? STACKS : [value, ...STACKS];
  return (
    <span className={styles.stack}>
      <label htmlFor={id}>Stacked by</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">nothing</option>
        {fields.map((name) => (
          <option key={name} value={name}>
            {labelOf(name)}
          </option>
        ))}
      </select>
    </span>
  );
}
