import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Zone } from '../../app/settings.tsx';
import { chartOptions, type Span } from './options.ts';
import { type Series, stack } from './stack.ts';
import styles from './time-chart.module.css';

interface PlotProps {
  readonly times: readonly number[];
  readonly width: number;
  readonly series: readonly Series[];
  readonly height: number;
  readonly zone: Zone;
  readonly onBrush: ((span: Span) => void) | undefined;
}

/** The bars, by uPlot: as wide as there is room. */
export function Plot({ times, width, series, height, zone, onBrush }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const brush = useRef(onBrush);
  useEffect(() => {
    brush.current = onBrush;
  }, [onBrush]);

  useEffect(() => {
    const element = place.current;
    if (!element || times.length === 0) return;
    const onSpan = (span: Span) => brush.current?.(span);
    const draw = () => {
      const options = chartOptions({ element, height, series, times, bucket: width, zone, onBrush: onSpan });
      return new uPlot(options, [[...times], ...stack(series).reverse()], element);
    };
    let plot = draw();
    const redraw = () => {
      plot.destroy();
      plot = draw();
    };
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    return () => {
      dark.removeEventListener('change', redraw);
      resized.disconnect();
      plot.destroy();
    };
  }, [times, width, series, height, zone]);

  return (
    <div ref={place} className={styles.plot} style={{ height }} aria-hidden="true" data-brush={Boolean(onBrush)} />
  );
}
