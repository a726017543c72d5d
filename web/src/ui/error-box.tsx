import { ApiProblem } from '../api/problem.ts';
import { Button } from './button.tsx';
import styles from './error-box.module.css';
import { Icon } from './icon.tsx';
import { Text } from './text.tsx';

interface ErrorBoxProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong and what to do, in the server's own words where it has some. */
export function ErrorBox({ error, onRetry }: ErrorBoxProps) {
  return (
    <div role="alert" className={styles.box}>
      <Icon name="failed" />
      <div className={styles.text}>
        <Text value={detailOf(error)} max={2_000} />
        {error instanceof ApiProblem && error.suggestion && !error.message.includes(error.suggestion) && (
          <p>
            Did you mean <Text value={error.suggestion} mono />?
          </p>
        )}
      </div>
      {onRetry && canHelp(error) && (
        <Button small icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** A question that is wrong is wrong again. */
function canHelp(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status !== 400;
}

function detailOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  return `This page cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
}
