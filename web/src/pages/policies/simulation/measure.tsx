import styles from './simulation.module.css';

export const MEASURES = { bytes: 'Size', events: 'Events' } as const;
export type MeasureName = keyof typeof MEASURES;

interface MeasureProps {
  readonly value: MeasureName;
  readonly onChange: (value: MeasureName) => void;
}

/** By what bars are drawn. */
export function Measure({ value, onChange }: MeasureProps) {
  return (
    <fieldset className={styles.measure}>
      <legend className="visually-hidden">Bars show</legend>
      {Object.entries(MEASURES).map(([name, title]) => (
        <label key={name}>
          <input type="radio" name="measure" checked={name === value} onChange={() => onChange(name as MeasureName)} />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}
