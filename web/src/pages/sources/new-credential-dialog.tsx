import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreatedCluster } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { addCluster } from './add-cluster.ts';

interface NewCredentialDialogProps {
  readonly name: string;
  readonly server: string;
  onClose(): void;
  onCreated(created: CreatedCluster): void;
}

/** Takes the credential of a cluster away and makes another. */
export function NewCredentialDialog({ name, server, onClose, onCreated }: NewCredentialDialogProps) {
  const client = useQueryClient();
  const replace = useMutation({
    mutationFn: async () => {
      await removeCluster(name);
      return addCluster(name, server);
    },
    onSuccess: onCreated,
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <Dialog
      title={`Make a new credential for ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep the old one</Button>
          <Button kind="danger" disabled={replace.isPending} onClick={() => replace.mutate()}>
            Make a new one
          </Button>
        </>
      }
    >
      <p>
        The old one is refused from then on. Until the API servers have the new file, they cannot deliver; they hold
        events back for some minutes only. What is kept already stays.
      </p>
      {replace.error && <ErrorBox error={replace.error} />}
    </Dialog>
  );
}

/** Tried again after a failure, it may be gone already. */
async function removeCluster(name: string): Promise<void> {
  await sendJson('DELETE', `/api/v1/clusters/${encodeURIComponent(name)}`).catch((error) => {
    if (!isProblem(error, 'NOT_FOUND')) throw error;
  });
}
