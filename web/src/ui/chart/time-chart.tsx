import { useSettings } from '../../app/settings.tsx';
import { formatCount } from '../format-count.ts';
import { Text } from '../text.tsx';
import { ChartTable } from './chart-table.tsx';
import type { Span } from './options.ts';
import { Plot } from './plot.tsx';
import type { Series } from './stack.ts';
import styles from './time-chart.module.css';

interface TimeChartProps {
  /** What it shows, in words. */
  readonly title: string;
  /** When each bucket begins, in milliseconds since the epoch, in order, without gaps. */
  readonly times: readonly number[];
  /** The width of a bucket, in milliseconds. */
  readonly width: number;
  readonly series: readonly Series[];
  /** In CSS pixels. */
  readonly height?: number;
  /** A part was chosen by drawing over it. */
  readonly onBrush?: (span: Span) => void;
  /** A series was chosen in the legend. */
  readonly onPick?: (name: string) => void;
}

/** Counts over time as stacked bars, with a legend, and as a table for those who do not see them. */
export function TimeChart({ title, times, width, series, height = 140, onBrush, onPick }: TimeChartProps) {
  const { theme, zone } = useSettings();
  return (
    <figure className={styles.chart}>
      <figcaption className="visually-hidden">{title}</figcaption>
      {/* Drawn anew in another theme: a canvas takes no colours from the page. */}
      <Plot key={theme} times={times} width={width} series={series} height={height} zone={zone} onBrush={onBrush} />
      {series.length > 1 && <Legend series={series} onPick={onPick} />}
      <ChartTable title={title} times={times} series={series} zone={zone} />
    </figure>
  );
}

function Legend({ series, onPick }: { readonly series: readonly Series[]; readonly onPick: TimeChartProps['onPick'] }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ name, values, colour }) => {
        const label = (
          <>
            <i style={{ background: `var(${colour})` }} />
            <Text value={name} max={40} /> <b>{formatCount(values.reduce((sum, value) => sum + value, 0))}</b>
          </>
        );
        return (
          <li key={name}>
            {onPick ? (
              <button type="button" onClick={() => onPick(name)}>
                {label}
              </button>
            ) : (
              label
            )}
          </li>
        );
      })}
    </ul>
  );
}
