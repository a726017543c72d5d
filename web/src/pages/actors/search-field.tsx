import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly value: string;
  onChange(text: string): void;
}

/** Who types is not asked for each letter, in milliseconds. */
const PAUSE_MS = 250;

/** A text that names hold. What is typed counts after a short pause. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      change.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label className={styles.field}>
      <Icon name="search" />
      <span className="visually-hidden">Name holds</span>
      <input
        type="search"
        value={text}
        maxLength={200}
        placeholder="Search by name"
        onChange={({ target }) => setText(target.value)}
      />
    </label>
  );
}
