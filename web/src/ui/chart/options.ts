import uPlot from 'uplot';
import type { Zone } from '../../app/settings.tsx';
import { formatCount } from '../format-count.ts';
import { snapToBars } from './snap.ts';
import type { Series } from './stack.ts';
import { timeLabels } from './time-labels.ts';

export interface Span {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

interface ChartOptions {
  readonly element: HTMLElement;
  readonly height: number;
  readonly series: readonly Series[];
  /** When each bucket begins, in milliseconds since the epoch. */
  readonly times: readonly number[];
  /** The width of a bucket, in milliseconds. */
  readonly bucket: number;
  readonly zone: Zone;
  readonly onBrush: (span: Span) => void;
}

/** Fewer pixels than this were a click, not a brush. */
const LEAST_BRUSH = 4;
/** Of a bucket's width. */
const BAR = 0.86;

/** There is no half of an event: 1, 2, 5, 10 and so on, as far as numbers are exact. */
const WHOLE_STEPS = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

/** Options of uPlot for stacked bars in the colours of the theme. The series are drawn from the top of the stack down. */
export function chartOptions({ element, height, series, times, bucket, zone, onBrush }: ChartOptions): uPlot.Options {
  const colour = (name: string) => resolved(element, name);
  const paths = uPlot.paths.bars?.({ size: [BAR, Number.POSITIVE_INFINITY], align: 1, gap: 1 });
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--border'), width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(element).fontFamily}`,
  };
  return {
    width: element.clientWidth,
    height,
    ms: 1,
    tzDate: (time) => (zone === 'UTC' ? uPlot.tzDate(new Date(time), 'Etc/UTC') : new Date(time)),
    // Half of the last label stands beyond the last bucket.
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: LEAST_BRUSH },
      points: { show: false },
    },
    scales: {
      x: { time: true, range: (_plot, min, max) => [min, max + bucket] },
      y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        // Two lines of labels.
        size: 34,
        space: 70,
        values: (_plot, splits, _axis, _space, step) => timeLabels(splits, step, zone),
      },
      {
        ...axis,
        size: 46,
        space: 30,
        incrs: WHOLE_STEPS,
        values: (_plot, splits) => splits.map((value) => formatCount(value)),
      },
    ],
    series: [
      {},
      ...[...series].reverse().map(({ name, colour: property }) => ({
        label: name,
        fill: colour(property),
        stroke: colour(property),
        width: 0,
        points: { show: false },
        ...(paths ? { paths } : {}),
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < LEAST_BRUSH) return;
          const at = (pixel: number) => plot.posToVal(pixel, 'x');
          onBrush(snapToBars({ times, width: bucket }, { from: at(left), to: at(left + width) }));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** A colour of the theme as a canvas can take it: `light-dark()` is settled by an element. */
function resolved(element: HTMLElement, property: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
