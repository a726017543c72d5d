import { useEffect, useId, useState } from 'react';
import { Field } from '../../ui/field.tsx';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Words that are offered; others are taken too. */
  readonly options?: readonly string[];
}

/** A line of text with its name. What is written is shown at once, however long the address takes to change. */
export function TextField({ label, value, onChange, placeholder, options }: TextFieldProps) {
  const list = useId();
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  return (
    <Field label={label}>
      {(control) => (
        <>
          <input
            {...control}
            className={styles.text}
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
        </>
      )}
    </Field>
  );
}
