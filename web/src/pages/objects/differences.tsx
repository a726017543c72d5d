import type { FieldChange } from '../../../../src/api/contract.ts';
import { Text } from '../../ui/text.tsx';
import styles from './change.module.css';
import { linesOf } from './value-lines.ts';

interface DifferencesProps {
  readonly of: readonly FieldChange[];
  /** How many more there are that are not given. */
  readonly more?: number;
}

const SIGNS: Readonly<Record<FieldChange['op'], readonly [sign: string, word: string]>> = {
  added: ['+', 'added'],
  removed: ['−', 'removed'],
  changed: ['~', 'changed'],
  set: ['=', 'set; what it was before is not known'],
  reordered: ['↕', 'reordered'],
};

/** Lines of one value that are shown. */
const MAX_LINES = 60;
/** UTF-16 units of one line. */
const MAX_LINE = 1_000;

/** Differences field by field: told apart by signs and words, and by colour besides. */
export function Differences({ of, more = 0 }: DifferencesProps) {
  return (
    <>
      <ul className={styles.differences}>
        {of.map((one) => (
          <Difference key={`${one.op} ${one.path}`} of={one} />
        ))}
      </ul>
      {more > 0 && <p className={styles.hidden}>and {more.toLocaleString('en')} more fields</p>}
    </>
  );
}

function Difference({ of: { op, path, before, after, redacted, cut } }: { readonly of: FieldChange }) {
  const [sign, word] = SIGNS[op];
  return (
    <li className={styles[op]}>
      <p className={styles.path}>
        <span className={styles.op} aria-hidden="true">
          {sign}
        </span>
        <span className={styles.where}>
          <span className="visually-hidden">{word}: </span>
          <Text value={path || 'the whole'} mono max={500} />
          {op === 'set' && <span className={styles.hidden}>before: not known</span>}
          {redacted && <span className={styles.badge}>redacted</span>}
          {cut && <span className={styles.badge}>cut</span>}
        </span>
      </p>
      <Side value={before} kind="old" />
      <Side value={after} kind="new" />
    </li>
  );
}

function Side({ value, kind }: { readonly value: unknown; readonly kind: 'old' | 'new' }) {
  if (value === undefined) return undefined;
  const lines = linesOf(value);
  const Element = kind === 'old' ? 'del' : 'ins';
  return (
    <Element className={styles[kind]}>
      {lines.slice(0, MAX_LINES).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never change their places.
        <span key={i} className={styles.line}>
          <span aria-hidden="true">{kind === 'old' ? '−' : '+'} </span>
          <Text value={line} max={MAX_LINE} />
        </span>
      ))}
      {lines.length > MAX_LINES && <span className={styles.line}>… and {lines.length - MAX_LINES} more lines</span>}
    </Element>
  );
}
