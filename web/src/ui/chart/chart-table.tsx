import { useState } from 'react';
import type { Zone } from '../../app/settings.tsx';
import { formatFull } from '../format-count.ts';
import { formatTime } from '../format-time.ts';
import { ScrollArea } from '../scroll-area.tsx';
import { Text } from '../text.tsx';
import type { Series } from './stack.ts';
import styles from './time-chart.module.css';

interface ChartTableProps {
  readonly title: string;
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly zone: Zone;
}

/** What a chart shows, for those who do not see it, and for who wants the figures. */
export function ChartTable({ title, times, series, zone }: ChartTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.table} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>As a table</summary>
      {isOpen && <Figures title={title} times={times} series={series} zone={zone} />}
    </details>
  );
}

/** Hundreds of cells, drawn only where somebody looks. */
function Figures({ title, times, series, zone }: ChartTableProps) {
  return (
    <ScrollArea className={styles.scroll} label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                <Text value={name} max={40} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((time, at) => (
            <tr key={time}>
              <th scope="row">{formatTime(new Date(time).toISOString(), zone)}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{formatFull(values[at] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
