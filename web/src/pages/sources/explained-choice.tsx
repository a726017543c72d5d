import styles from './explained-choice.module.css';

interface ExplainedChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string; readonly text: string }[];
  readonly value: T;
  onChange(value: T): void;
  readonly disabled?: boolean;
}

/** One of a few, each explained. */
export function ExplainedChoice<T extends string>({
  legend,
  options,
  value,
  onChange,
  disabled = false,
}: ExplainedChoiceProps<T>) {
  return (
    <fieldset className={styles.choice} disabled={disabled}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={legend}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <b>{option.label}</b>
              <small>{option.text}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
