import type { ExplainAnswer } from '../../../../src/api/contract.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './explain.module.css';
import { LevelBadge } from './level-badge.tsx';

interface ExplanationProps {
  readonly answer: ExplainAnswer;
  readonly onGoTo: (line: number) => void;
}

/** The decision, what will be in the log, and each rule that was asked. */
export function Explanation({ answer, onGoTo }: ExplanationProps) {
  const { decision, steps } = answer;
  return (
    <section className={styles.explanation} aria-label="Decision" aria-live="polite">
      <p className={styles.decision}>
        <LevelBadge level={decision.level} />
        {decision.rule === undefined ? (
          <b>No rule matches, so nothing is recorded.</b>
        ) : (
          <b>rules[{decision.rule}] decides.</b>
        )}
      </p>
      <p className={styles.recorded}>{recordedText(answer)}</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.rule} className={step.matches ? styles.matches : undefined}>
            <Icon name={step.matches ? 'allowed' : 'close'} size={14} />
            <button type="button" onClick={() => onGoTo(step.line)}>
              rules[{step.rule}]
            </button>
            <span>
              {step.because ? (
                <>
                  {CONDITIONS[step.because.condition] ?? step.because.condition}: wants{' '}
                  <Text value={step.because.wanted} mono max={200} />, and it is{' '}
                  <Text value={step.because.found} mono max={200} />
                </>
              ) : (
                'matches, and is the first that does'
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const CONDITIONS: Readonly<Record<string, string>> = {
  users: 'user',
  userGroups: 'groups',
  verbs: 'verb',
  namespaces: 'namespace',
  resources: 'resource',
  nonResourceURLs: 'path',
};

function recordedText({ decision, recorded }: ExplainAnswer): string {
  const { stages, requestObject, responseObject, managedFields } = recorded;
  if (decision.level === 'None' || stages.length === 0) return 'Nothing of it is in the log.';
  const bodies = [requestObject && 'the body of the request', responseObject && 'that of the answer'].filter(Boolean);
  const detail = bodies.length === 0 ? 'without bodies' : `with ${bodies.join(' and ')}`;
  const managed = bodies.length > 0 && !managedFields ? ', without managed fields' : '';
  return `In the log: ${stages.join(', ')}; who, what, when and from where, ${detail}${managed}.`;
}
