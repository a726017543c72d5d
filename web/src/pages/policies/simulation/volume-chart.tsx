import type { PolicyReport, SimulationReport } from '../../../../../src/api/contract.ts';
import { formatBytes, formatCount } from '../../../ui/format-count.ts';
import { LevelBadge, levelColour } from '../level-badge.tsx';
import type { MeasureName } from './measure.tsx';
import styles from './simulation.module.css';
import { estimateText } from './sizes.ts';

const LEVELS = ['Metadata', 'Request', 'RequestResponse'];

interface Bar {
  readonly name: string;
  readonly total: number;
  readonly text: string;
  readonly parts: readonly { readonly name: string; readonly value: number; readonly colour: string }[];
}

interface VolumeChartProps {
  readonly report: SimulationReport;
  readonly measure: MeasureName;
}

/** The log as it was recorded, under the policy, and under the other: bars by level, as long as they are large. */
export function VolumeChart({ report, measure }: VolumeChartProps) {
  const { recorded, policy, against } = report;
  const text = (value: number) => (measure === 'bytes' ? formatBytes(value) : `${formatCount(value)} events`);
  const bars: readonly Bar[] = [
    {
      name: 'Recorded',
      total: recorded[measure],
      text: text(recorded[measure]),
      parts: [{ name: 'recorded', value: recorded[measure], colour: '--series-rest' }],
    },
    ...(against ? [barOf('Compared policy', against, measure, text)] : []),
    barOf('This policy', policy, measure, text),
  ];
  const most = Math.max(1, ...bars.map(({ total }) => total));
  return (
    <>
      <ul className={styles.bars}>
        {bars.map(({ name, parts, text }) => (
          <li key={name}>
            <span>{name}</span>
            <span className={styles.bar} aria-hidden="true">
              {parts.map((part) => (
                <i
                  key={part.name}
                  title={part.name}
                  style={{ width: `${(part.value / most) * 100}%`, background: `var(${part.colour})` }}
                />
              ))}
            </span>
            <b>{text}</b>
          </li>
        ))}
      </ul>
      <ul className={styles.legend} aria-label="Levels">
        {LEVELS.map((level) => (
          <li key={level}>
            <LevelBadge level={level} />
          </li>
        ))}
      </ul>
    </>
  );
}

function barOf(
  name: string,
  { total, rules }: PolicyReport,
  measure: MeasureName,
  text: (value: number) => string,
): Bar {
  const parts = LEVELS.map((level) => ({
    name: level,
    value: rules.reduce((sum, rule) => sum + (rule.level === level ? rule.records[measure] : 0), 0),
    colour: levelColour(level),
  }));
  return {
    name,
    total: total[measure],
    text: measure === 'bytes' ? estimateText(total) : text(total.events),
    parts,
  };
}
