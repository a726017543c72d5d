import styles from './text.module.css';
import { visibleText } from './visible-text.ts';

/** Enough for any name; a value of a megabyte would hold up the page. */
const MAX_SHOWN = 300;

/** What stands for a rest is longer than so many characters, which are shown instead. */
const SPARE = 25;

interface TextProps {
  readonly value: string;
  /** UTF-16 units that are shown; the rest is counted. */
  readonly max?: number;
  readonly mono?: boolean;
}

/** A value from an event: always through this, so that it is text, in sight, and of a bounded length. */
export function Text({ value, max = MAX_SHOWN, mono }: TextProps) {
  const { text, rest } = visibleText(value, value.length <= max + SPARE ? max + SPARE : max);
  return (
    // Isolated, so that the direction of its writing is its own.
    <bdi className={mono ? styles.mono : undefined}>
      {text}
      {rest > 0 && <span className={styles.rest}> … and {rest.toLocaleString('en')} more characters</span>}
    </bdi>
  );
}
