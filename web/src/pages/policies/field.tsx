import { useEffect, useId, useState } from 'react';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Words that are offered; others are taken too. */
  readonly options?: readonly string[];
}

/** A line of text with its name. What is written is shown at once, however long the address takes to change. */
export function Field({ label, value, onChange, placeholder, options }: FieldProps) {
  const list = useId();
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        value={written}
        placeholder={placeholder}
        list={options ? list : undefined}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={({ target }) => {
          setWritten(target.value);
          onChange(target.value);
        }}
      />
      {options && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </label>
  );
}
