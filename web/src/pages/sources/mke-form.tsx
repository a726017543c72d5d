import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoggingConfig } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { ExplainedChoice } from './explained-choice.tsx';
import styles from './form.module.css';
import { MKE_PATH, MKE_QUERY } from './mke-path.ts';
import { useMay } from './use-may.ts';
import { WhyNot } from './why-not.tsx';

type Level = LoggingConfig['auditLevel'];

const LEVELS: readonly { readonly value: Level; readonly label: string; readonly text: string }[] = [
  { value: '', label: 'off', text: 'Events of MKE are counted and not kept.' },
  { value: 'metadata', label: 'metadata', text: 'Who did what, when, to what and from where; no bodies.' },
  { value: 'request', label: 'request', text: 'The same with the bodies of requests: what was to be changed.' },
];

/** `current` is the level that holds. */
export function MkeForm({ current }: { readonly current: Level }) {
  const client = useQueryClient();
  const { may, why } = useMay('administer');
  const [level, setLevel] = useState(current);
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () => sendJson<LoggingConfig>('PUT', MKE_PATH, { auditLevel: level }),
    onSuccess: (config) => {
      client.setQueryData(MKE_QUERY, config);
      announce(`The audit level of MKE is ${labelOf(config.auditLevel)} from now on.`);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <ExplainedChoice<Level> legend="Audit level" options={LEVELS} value={level} onChange={setLevel} disabled={!may} />
      <p className={styles.hint}>
        A level takes away from what MKE sends and never adds to it: MKE’s own level, in its configuration, is to be at
        least as high. Each change is recorded:{' '}
        <ExploreLink query="objectRef.resource: logging-configs" cluster="verbatim">
          who changed it
        </ExploreLink>
        . The same is done with PUT {MKE_PATH}.
      </p>
      {may ? (
        <div className={styles.actions}>
          <Button type="submit" kind="primary" disabled={level === current}>
            Change
          </Button>
        </div>
      ) : (
        <WhyNot why={why} />
      )}
      {asking && (
        <Dialog
          title={`Set the audit level of MKE to ${labelOf(level)}?`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Leave it as it is</Button>
              <Button kind="primary" disabled={change.isPending} onClick={() => change.mutate()}>
                Set it to {labelOf(level)}
              </Button>
            </>
          }
        >
          <p>
            It is {labelOf(current)} now. From the next event on: {LEVELS.find(({ value }) => value === level)?.text}
          </p>
          <p>What is not kept cannot be got back. What is kept already stays as it is.</p>
          {change.error && <ErrorBox error={change.error} />}
        </Dialog>
      )}
    </form>
  );
}

function labelOf(level: Level): string {
  return level === '' ? 'off' : level;
}
