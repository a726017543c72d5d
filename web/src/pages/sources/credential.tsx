import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectAnswer, CreatedCluster } from '../../../../src/api/contract.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { Ago } from '../../ui/time.tsx';
import { addCluster } from './add-cluster.ts';
import styles from './form.module.css';
import { NewCredentialDialog } from './new-credential-dialog.tsx';

interface CredentialProps {
  readonly answer: ConnectAnswer;
  onCreated(created: CreatedCluster): void;
}

/** Makes the credential of a cluster; in the place of one that there is, only after a question. */
export function Credential({ answer: { name, server, createdAt }, onCreated }: CredentialProps) {
  const client = useQueryClient();
  const [replacing, setReplacing] = useState(false);
  const done = (cluster: CreatedCluster) => {
    onCreated(cluster);
    announce(`The credential of ${name} is made.`);
  };
  const make = useMutation({
    mutationFn: () => addCluster(name, server),
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: ['connect'] }),
  });
  return (
    <div className={styles.form}>
      <p className={styles.hint}>
        {createdAt ? (
          <>
            <b>{name}</b> has a credential, made <Ago value={createdAt} />. It was shown then and cannot be shown again.
          </>
        ) : (
          <>
            <b>{name}</b> has no credential yet. It is a token of this cluster alone, and is shown once.
          </>
        )}
      </p>
      <div className={styles.actions}>
        {createdAt ? (
          <Button onClick={() => setReplacing(true)}>Make a new one in its place</Button>
        ) : (
          <Button kind="primary" disabled={make.isPending} onClick={() => make.mutate()}>
            Make the credential of {name}
          </Button>
        )}
      </div>
      {make.error && <ErrorBox error={make.error} />}
      {replacing && (
        <NewCredentialDialog name={name} server={server} onClose={() => setReplacing(false)} onCreated={done} />
      )}
    </div>
  );
}
