import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import type { HistogramAnswer } from '../../../src/api/contract.ts';
import { getJson } from '../api/client.ts';
import { useSettings } from '../app/settings.tsx';
import { Answer } from './answer.tsx';
import { fillGaps, widthOf } from './chart/fill-gaps.ts';
import { type Series, seriesColour } from './chart/stack.ts';
import { allOf, conditionOf } from './condition.ts';
import { REFRESH_MS } from './refresh.ts';
import { Skeleton } from './skeleton.tsx';
import type { TimeRange } from './time-range/range.ts';
import { zoneName } from './zone-name.ts';

const TimeChart = lazy(() => import('./chart/time-chart.tsx').then(({ TimeChart: Loaded }) => ({ default: Loaded })));

const BARS = 72;
const HEIGHT = 150;
/** The chart with its legend and the summary of its table. */
const WHOLE_HEIGHT = '12.75rem';

interface ActivityProps {
  readonly title: string;
  readonly query: string;
  readonly range: TimeRange;
  readonly cluster?: string | undefined;
  onRange(range: TimeRange): void;
}

/** Events over time by their outcome. Drawing over it chooses a part; an outcome leads to its events. */
export function Activity({ title, query, range, cluster, onRange }: ActivityProps) {
  const { zone } = useSettings();
  const navigate = useNavigate();
  const { from, to = from === undefined ? undefined : 'now' } = range;
  const params = { query, from, to, cluster, by: 'auto', buckets: BARS, split: 'outcome', timezone: zoneName(zone) };
  const answer = useQuery({
    queryKey: ['histogram', params],
    queryFn: ({ signal }) => getJson<HistogramAnswer>('/api/v1/histogram', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Answer of={answer} loading={<Skeleton height={WHOLE_HEIGHT} />}>
      {(data) => (
        <Chart
          title={title}
          data={data}
          onBrush={(span) => onRange({ from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() })}
          onPick={(outcome) => {
            const search = { query: allOf(query, conditionOf('outcome', outcome)), from, to: range.to, cluster };
            const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
            void navigate({ to: '/explore', search: Object.fromEntries(given) });
          }}
        />
      )}
    </Answer>
  );
}

interface ChartProps {
  readonly title: string;
  readonly data: HistogramAnswer;
  onBrush(span: { readonly from: number; readonly to: number }): void;
  onPick(outcome: string): void;
}

function Chart({ title, data, onBrush, onPick }: ChartProps) {
  const { times, series } = useMemo(() => chartOf(data), [data]);
  return (
    <Suspense fallback={<Skeleton height={WHOLE_HEIGHT} />}>
      <TimeChart
        title={title}
        times={times}
        width={widthOf(data.by)}
        series={series}
        height={HEIGHT}
        onBrush={onBrush}
        onPick={onPick}
      />
    </Suspense>
  );
}

function chartOf(data: HistogramAnswer): { readonly times: number[]; readonly series: Series[] } {
  const bars = fillGaps(data.buckets, data.by, data);
  const series = (data.values ?? []).map((name, at) => ({
    name,
    values: bars.map(({ bucket }) => bucket?.values?.[name] ?? 0),
    colour: seriesColour(name, at),
  }));
  return { times: bars.map(({ time }) => time), series };
}
