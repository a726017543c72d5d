import type { ReactNode } from 'react';
import { Field } from '../../ui/field.tsx';

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `<option>`s. */
  readonly children: ReactNode;
}

/** A choice with its name. */
export function SelectField({ label, value, onChange, children }: SelectFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {children}
        </select>
      )}
    </Field>
  );
}
