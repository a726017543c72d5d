import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Text } from '../../ui/text.tsx';
import type { Finding } from './editor-marks.ts';
import styles from './findings.module.css';
import { type Insertion, insertionOf } from './insert-suggestion.ts';

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly text: string;
  readonly onGoTo: (line: number) => void;
  readonly onInsert: (insertion: Insertion) => void;
}

/** What is wrong with a policy, why, and which rule would mend it. */
export function Findings({ findings, text, onGoTo, onInsert }: FindingsProps) {
  if (findings.length === 0) {
    return (
      <EmptyState title="Nothing to mend">
        <p>It is a valid policy: it records no secrets, and what investigators ask for first is recorded.</p>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <li key={`${finding.line} ${finding.check} ${finding.message}`}>
          <FindingItem finding={finding} insertion={insertionOf(text, finding)} onGoTo={onGoTo} onInsert={onInsert} />
        </li>
      ))}
    </ul>
  );
}

const SIGNS: Readonly<Record<Finding['severity'], IconName>> = { error: 'denied', warning: 'failed', info: 'info' };

interface FindingItemProps extends Pick<FindingsProps, 'onGoTo' | 'onInsert'> {
  readonly finding: Finding;
  readonly insertion: Insertion | undefined;
}

function FindingItem({ finding, insertion, onGoTo, onInsert }: FindingItemProps) {
  const { line, severity, rule, message, reason, suggestion } = finding;
  return (
    <article className={`${styles.finding} ${styles[severity]}`}>
      <Icon name={SIGNS[severity]} />
      <div className={styles.text}>
        <p>
          <span className="visually-hidden">{severity}: </span>
          <button type="button" className={styles.line} onClick={() => onGoTo(line)}>
            Line {line}
            {rule !== null && `, rules[${rule}]`}
          </button>{' '}
          <b>
            <Text value={message} max={1_000} />
          </b>
        </p>
        {reason && (
          <p className={styles.reason}>
            <Text value={reason} max={1_000} />
          </p>
        )}
        {suggestion && (
          <details>
            <summary>What would mend it</summary>
            <ScrollArea label="Rules that would mend it" className={styles.suggestion}>
              <pre>{suggestion}</pre>
            </ScrollArea>
          </details>
        )}
        {insertion && (
          <Button small icon="add" onClick={() => onInsert(insertion)}>
            {suggestion?.startsWith('- ') ? 'Insert the rule' : 'Insert'}
          </Button>
        )}
      </div>
    </article>
  );
}
