import type { SourcesAnswer } from '../../../../src/api/contract.ts';
import { Count } from '../../ui/count.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './consumers.module.css';
import { Figure } from './figure.tsx';
import { formatDuration } from './format-rate.ts';

const MEANS: Readonly<Record<string, string>> = { store: 'what is searched' };

/** How far behind the journal those are that read it. */
export function Consumers({ consumers }: { readonly consumers: NonNullable<SourcesAnswer['consumers']> }) {
  return (
    <dl className={styles.consumers}>
      {consumers.map(({ name, events, seconds }) => (
        <Figure key={name} label={MEANS[name] ? `${name}: ${MEANS[name]}` : name}>
          {events === 0 ? (
            'up to date'
          ) : (
            <>
              <Count value={events} /> events behind, <Text value={formatDuration(seconds)} />
            </>
          )}
        </Figure>
      ))}
    </dl>
  );
}
